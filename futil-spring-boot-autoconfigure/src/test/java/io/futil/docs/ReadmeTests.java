package io.futil.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.autoconfigure.FutilContextAutoConfiguration;
import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.autoconfigure.FutilProperties;
import io.futil.docs.Domain.Display;
import io.futil.autoconfigure.FutilRetryAutoConfiguration;
import io.futil.docs.Domain.FlakyClient;
import io.futil.docs.Domain.Image;
import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.QuoteClient;
import io.futil.docs.Domain.RateSource;
import io.futil.docs.Domain.Replica;
import io.futil.fanout.FanOutOperations;
import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the README shows compiles and runs, and what it lists is all there is.
 */
class ReadmeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
				FutilRetryAutoConfiguration.class, FutilContextAutoConfiguration.class))
		.withInitializer((context) -> yaml().forEach(context.getEnvironment().getPropertySources()::addLast))
		.withUserConfiguration(Application.class);

	static List<String> javaBlocks() {
		return Readme.blocks("java");
	}

	static Stream<String> verbsAndOptions() {
		return Stream.of(FanOutOperations.class.getMethods()).map(Method::getName).distinct();
	}

	static Stream<String> keys() {
		return Stream
			.of(FutilProperties.Executor.class, FutilProperties.FanOut.class, FutilProperties.Retry.class,
					FutilProperties.Actuate.class, FutilProperties.Context.class, FutilProperties.Metrics.class,
					FutilProperties.Cluster.class)
			.flatMap((type) -> Stream.of(type.getRecordComponents()))
			.map(RecordComponent::getName)
			.map(DataObjectPropertyName::toDashedForm);
	}

	@ParameterizedTest
	@MethodSource("javaBlocks")
	void eachExampleIsCompiled(String block) {
		assertThat(Readme.sources()).anyMatch((source) -> source.contains(Readme.dense(block)));
	}

	@ParameterizedTest
	@MethodSource("verbsAndOptions")
	void eachVerbAndOptionIsListed(String method) {
		assertThat(Readme.text()).containsPattern("\\| `([^|]*`, `)?" + method + "[(`]");
	}

	@ParameterizedTest
	@MethodSource("keys")
	void eachKeyIsListed(String key) {
		assertThat(Readme.text()).contains("| `" + key + "` |");
	}

	@Test
	void theSettingsStartAnApplicationThatHasThem() {
		this.runner.run((context) -> {
			FutilProperties properties = context.getBean(FutilProperties.class);
			assertThat(properties.executors().get("io").concurrencyLimit()).isEqualTo(500);
			assertThat(properties.executors().get("cpu").coreSize()).isEqualTo(4);
			assertThat(properties.fanOut().timeout()).hasSeconds(2);
			assertThat(properties.retry().delay()).hasMillis(100);
			assertThat(properties.executors().get("geocoder").rateLimit()).isEqualTo("50/s");
			assertThat(context).hasBean("geocoder");
		});
	}

	@Test
	void theExamplesDoWhatTheySay() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Portfolio.class).quotes(List.of("A", "B"))).extracting(Domain.Quote::symbol)
				.containsExactly("A", "B");
			Verbs verbs = Verbs.of(context.getBean(FanOutOperations.class), List.of(new Image(20), new Image(10)), 7,
					List.of(new Replica("a"), new Replica("broken"), new Replica("c")));
			assertThat(verbs.thumbnails()).containsExactly(new Image(2), new Image(1));
			assertThat(verbs.page().user().id()).isEqualTo(7);
			assertThat(verbs.rate().name()).isIn("primary", "replica");
			assertThat(verbs.quorum()).hasSize(2);
		});
	}

	@Test
	void aSlowSourceIsHedgedAndALongCallIsFollowed() {
		this.runner.run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			assertThat(Hedged.rate(fanOut, new RateSource("a"), new RateSource("b")).value().source()).isIn("a", "b");
			Display display = new Display();
			assertThat(Shipping.pack(fanOut, List.of(new Order(1), new Order(2)), display)).hasSize(2);
			assertThat(display.share()).hasValue(1);
			assertThat(display.left()).contains(Duration.ZERO);
		});
	}

	@Test
	void theLoggingContextIsTakenAlong() {
		this.runner.run((context) -> {
			Tenants.register();
			FanOutOperations fanOut = context.getBean(FanOutOperations.class);
			assertThat(Tenants.pack(fanOut, List.of(new Order(1), new Order(2)))).hasSize(2);
			Tenants.TENANT.set("one");
			assertThat(fanOut.map(List.of(1), (item) -> MDC.get("shipment") + Tenants.TENANT.get()))
				.containsExactly("4711one");
			Tenants.TENANT.remove();
			MDC.clear();
			ContextRegistry.getInstance().removeThreadLocalAccessor((Object) "tenant");
		});
	}

	@Test
	void tasksAndMethodsAreTriedAgain() {
		this.runner.run((context) -> {
			assertThat(Retries.of(context.getBean(FanOutOperations.class), List.of("A", "B"), new FlakyClient(3)))
				.extracting(Domain.Quote::symbol)
				.containsExactly("A", "B");
			Quotes quotes = context.getBean(Quotes.class);
			assertThat(quotes.quote("A").get(10, TimeUnit.SECONDS).symbol()).isEqualTo("A");
			List<String> symbols = IntStream.range(0, 250).mapToObj(String::valueOf).toList();
			assertThat(quotes.quotes(symbols)).extracting(Domain.Quote::symbol).isEqualTo(symbols);
			assertThat(quotes.quotes(List.of(""))).extracting(Domain.Quote::symbol).containsExactly("last known");
		});
	}

	@Test
	void placesAreFoundAtARate() {
		this.runner.run((context) -> {
			List<String> addresses = List.of("here", "there");
			assertThat(Geocoding.locate(context.getBean(FanOutOperations.class), new Domain.Geocoder(), addresses))
				.allSatisfy((places) -> assertThat(places).extracting(Domain.Place::address).isEqualTo(addresses));
		});
	}

	@Test
	void theNamedExecutorIsInjectedAndServesAsync() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Importer.class).executor()).isSameAs(context.getBean("io"));
			assertThat(context.getBean(Reports.class).render(new Order(1)).get(10, TimeUnit.SECONDS).thread())
				.startsWith("io-");
		});
	}

	private static List<PropertySource<?>> yaml() {
		List<String> blocks = Readme.blocks("yaml").stream().filter((block) -> block.startsWith("futil:")).toList();
		assertThat(blocks).hasSize(1);
		try {
			return new YamlPropertySourceLoader().load("readme",
					new ByteArrayResource(blocks.get(0).getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	@Import({ Portfolio.class, QuoteClient.class, Importer.class, Reports.class, Quotes.class, FlakyClient.class })
	static class Application {

	}

}
