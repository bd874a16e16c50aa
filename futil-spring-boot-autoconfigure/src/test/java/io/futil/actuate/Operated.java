package io.futil.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.jayway.jsonpath.JsonPath;
import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An application with Actuator that serves HTTP on a port of its own, and its operator.
 */
final class Operated implements AutoCloseable {

	static final String EXPOSED = "management.endpoints.web.exposure.include=fanout,health";

	static final String OPEN = "management.endpoint.fanout.access=unrestricted";

	static final String ALLOWED = "futil.actuate.allow=resize,cancel";

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private Operated(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/** Start an application with the endpoint exposed. */
	static Operated start(String... properties) {
		Map<String, Object> defaults = new LinkedHashMap<>();
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"server.shutdown=immediate", EXPOSED, "futil.executors.cpu.await-termination-period=0s",
				"futil.executors.io.await-termination-period=0s", "spring.jmx.enabled=false"));
		all.addAll(List.of(properties));
		for (String property : all) {
			int equals = property.indexOf('=');
			defaults.put(property.substring(0, equals), property.substring(equals + 1));
		}
		SpringApplication application = new SpringApplication(Application.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setDefaultProperties(defaults);
		return new Operated(application.run());
	}

	/** Start one that lets its operator do everything, to cpu within bounds. */
	static Operated open(int size, int min, int max, String... properties) {
		List<String> all = new ArrayList<>(List.of(OPEN, ALLOWED, "futil.executors.cpu.core-size=" + size,
				"futil.actuate.resize.cpu.min=" + min, "futil.actuate.resize.cpu.max=" + max));
		all.addAll(List.of(properties));
		return start(all.toArray(String[]::new));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	<T> T bean(String name, Class<T> type) {
		return this.context.getBean(name, type);
	}

	void publish(ApplicationEvent event) {
		this.context.publishEvent(event);
	}

	FanOutOperations fanOut() {
		return bean(FanOutOperations.class);
	}

	Answer get() {
		return send("GET", "", null);
	}

	Answer resize(String executor, String body) {
		return send("POST", "/" + executor, body);
	}

	Answer cancel(String id) {
		return send("DELETE", "/" + id, null);
	}

	Answer health() {
		return request("GET", "/actuator/health", null);
	}

	Answer send(String method, String path, @Nullable String body) {
		return request(method, "/actuator/fanout" + path, body);
	}

	private Answer request(String method, String path, @Nullable String body) {
		URI uri = URI.create("http://127.0.0.1:" + bean(Environment.class).getProperty("local.server.port") + path);
		HttpRequest request = HttpRequest.newBuilder(uri)
			.timeout(LIMIT)
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Look at the endpoint until it shows something. */
	Answer awaitShown(String path) {
		Answer[] last = new Answer[1];
		until(path + " is shown", () -> {
			last[0] = get();
			return !last[0].<List<Object>>read(path).isEmpty();
		});
		return last[0];
	}

	static void until(String what, BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > LIMIT.toNanos()) {
				throw new AssertionError("Waited in vain until " + what);
			}
			Thread.yield();
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What the application has answered.
	 */
	record Answer(int status, String body) {

		<T> T read(String path) {
			return JsonPath.read(this.body, path);
		}

	}

	@Configuration(proxyBeanMethods = false)
	// Which would need Spring Security.
	@EnableAutoConfiguration(exclude = AuditAutoConfiguration.class)
	static class Application {

		@Bean
		AuditEventRepository auditEventRepository() {
			return new InMemoryAuditEventRepository();
		}

		@Bean
		AuditListener auditListener(AuditEventRepository repository) {
			return new AuditListener(repository);
		}

	}

}
