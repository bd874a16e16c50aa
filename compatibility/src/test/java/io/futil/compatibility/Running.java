package io.futil.compatibility;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import com.jayway.jsonpath.JsonPath;
import io.futil.compatibility.application.Application;
import io.futil.fanout.FanOutOperations;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application of this cell, which runs until the JVM ends, as seen from outside.
 */
final class Running {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final ConfigurableApplicationContext CONTEXT = Application.start();

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private Running() {
	}

	static ConfigurableApplicationContext context() {
		return CONTEXT;
	}

	static FanOutOperations fanOut() {
		return CONTEXT.getBean(FanOutOperations.class);
	}

	/** The executors to try: pools, and virtual threads where Java has them. */
	static List<String> executors() {
		List<String> names = new ArrayList<>(List.of("io", "cpu", "single"));
		if (hasVirtualThreads()) {
			names.add("virtual");
		}
		return names;
	}

	static boolean hasVirtualThreads() {
		return Runtime.version().feature() >= 21;
	}

	static Answer get(String path) {
		return send("GET", path, "");
	}

	static Answer send(String method, String path, String body) {
		URI uri = URI
			.create("http://127.0.0.1:" + CONTEXT.getEnvironment().getRequiredProperty("local.server.port") + path);
		HttpRequest request = HttpRequest.newBuilder(uri)
			.timeout(LIMIT)
			.header("Content-Type", "application/json")
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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

	record Answer(int status, String body) {

		<T> T read(String path) {
			return JsonPath.read(this.body, path);
		}

	}

}
