package io.futil.actuate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.futil.LogReader;
import io.futil.autoconfigure.FutilActuateAutoConfiguration;
import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.RemoteTasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.Operation;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jmx.JmxEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What an operator may do, before and after having opened it.
 */
@Timeout(120)
class AccessTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
				FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
				FutilActuateAutoConfiguration.class, EndpointAutoConfiguration.class,
				WebEndpointAutoConfiguration.class, JmxAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
		// As an application has it, for values in lower case.
		.withInitializer((context) -> context.getEnvironment().setConversionService(new ApplicationConversionService()))
		.withPropertyValues(Operated.EXPOSED);

	@Test
	void unlessItIsExposedNothingIsThereAndNothingListens() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FanOutEndpoint.class)
				.doesNotHaveBean(CallListener.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			-                                                   | -               | READ
			-                                                   | resize,cancel   | READ
			management.endpoint.fanout.access=read-only         | resize,cancel   | READ
			management.endpoint.fanout.access=none              | resize,cancel   | -
			management.endpoint.fanout.access=unrestricted      | -               | READ
			management.endpoint.fanout.access=unrestricted      | resize          | READ,WRITE
			management.endpoint.fanout.access=unrestricted      | cancel          | READ,DELETE
			management.endpoint.fanout.access=unrestricted      | Cancel, RESIZE  | READ,WRITE,DELETE
			management.endpoints.access.default=unrestricted    | resize,cancel   | READ,WRITE,DELETE
			management.endpoints.access.default=none            | resize,cancel   | -
			""")
	void operationsAreThoseThatWereOpened(@Nullable String access, @Nullable String allowed,
			@Nullable String expected) {
		this.runner.withPropertyValues(properties(access, allowed))
			.run((context) -> assertThat(operations(context.getBean(WebEndpointsSupplier.class).getEndpoints()))
				.containsExactlyInAnyOrderElementsOf(types(expected)));
	}

	@Test
	void anExecutorWhoseTasksRunElsewhereSaysSo() {
		this.runner.withPropertyValues("futil.executors.reports.threads=cluster")
			.withBean(RemoteTasks.class, () -> mock(RemoteTasks.class))
			.run((context) -> assertThat(context.getBean(FanOutEndpoint.class).report().executors())
				.filteredOn((executor) -> executor.name().equals("reports"))
				.extracting(ExecutorState::kind)
				.containsExactly("cluster"));
	}

	@Test
	void whatIsNotPermittedIsNotThereWhateverWasOpened() {
		WebApplicationContextRunner open = this.runner.withPropertyValues(Operated.OPEN, Operated.ALLOWED,
				"futil.actuate.resize.cpu.min=1", "futil.actuate.resize.cpu.max=4");
		open.withPropertyValues("management.endpoints.access.max-permitted=read-only").run((context) -> {
			assertThat(operations(context.getBean(WebEndpointsSupplier.class).getEndpoints()))
				.containsExactly(OperationType.READ);
			assertThat(context.getBean(FanOutEndpoint.class).report().executors())
				.allSatisfy((executor) -> assertThat(executor.resize()).isNull());
		});
		open.withPropertyValues("management.endpoints.access.max-permitted=none")
			.run((context) -> assertThat(operations(context.getBean(WebEndpointsSupplier.class).getEndpoints()))
				.isEmpty());
		open.run((context) -> assertThat(context.getBean(FanOutEndpoint.class).report().executors())
			.filteredOn((executor) -> executor.resize() != null)
			.extracting(ExecutorState::name)
			.containsExactly("cpu"));
	}

	@Test
	void overJmxNothingCanBeChanged() {
		this.runner
			.withPropertyValues("spring.jmx.enabled=true", "spring.jmx.unique-names=true",
					"management.endpoints.jmx.exposure.include=fanout", Operated.OPEN, Operated.ALLOWED)
			.run((context) -> assertThat(operations(context.getBean(JmxEndpointsSupplier.class).getEndpoints()))
				.containsExactly(OperationType.READ));
	}

	@Test
	void whatIsNotOpenedIsRefusedOverHttpAndChangesNothing() {
		try (Operated application = Operated.start("futil.executors.cpu.core-size=2", "futil.actuate.resize.cpu.min=1",
				"futil.actuate.resize.cpu.max=4", Operated.ALLOWED)) {
			assertThat(application.get().status()).isEqualTo(200);
			assertThat(application.resize("cpu", "{\"size\":3}").status()).isIn(404, 405);
			assertThat(application.cancel("1").status()).isIn(404, 405);
			for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
				assertThat(application.send(method, "", "{}").status()).as(method).isEqualTo(405);
			}
			assertThat(application.get().<List<Integer>>read("$.executors[?(@.name == 'cpu')].maxSize"))
				.containsExactly(2);
		}
	}

	@Test
	void anOperationThatWasRegisteredAheadOfTimeIsRefusedAllTheSame() {
		Permissions none = new Permissions(Set.of(), Map.of("cpu", new Bounds(1, 4)));
		this.runner.run((context) -> {
			Audit audit = new Audit(context);
			assertThat(
					new Resizing(none, context.getBean(Executors.class), audit).resize(SecurityContext.NONE, "cpu", "3")
						.getStatus())
				.isEqualTo(405);
			assertThat(new Cancelling(none, context.getBean(CallHistory.class), audit).cancel(SecurityContext.NONE, "1")
				.getStatus()).isEqualTo(405);
		});
	}

	@Test
	void whatOpensNothingIsSaidSo() {
		try (LogReader log = new LogReader("io.futil.autoconfigure")) {
			this.runner.withPropertyValues(properties(null, "resize"))
				.run((context) -> assertThat(log.messages()).singleElement()
					.asString()
					.contains("futil.actuate.allow opens nothing", "management.endpoint.fanout.access"));
			log.clear();
			this.runner.withPropertyValues(properties("management.endpoint.fanout.access=unrestricted", "cancel"))
				.run((context) -> assertThat(log.messages()).isEmpty());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "cancel" })
	void boundsOfSizesThatNobodyMayChangeAreSaidSo(String allowed) {
		try (LogReader log = new LogReader("io.futil.autoconfigure")) {
			this.runner
				.withPropertyValues(Operated.OPEN, "futil.actuate.resize.cpu.min=1",
						"futil.actuate.resize.cpu.max=1000", "futil.actuate.allow=" + allowed)
				.run((context) -> assertThat(log.messages()).containsExactly(
						"futil.actuate.resize has no effect: futil.actuate.allow does not contain resize. Add it there, "
								+ "or remove futil.actuate.resize"));
		}
	}

	@Test
	void resizeWithoutAnyBoundsIsSaidSo() {
		try (LogReader log = new LogReader("io.futil.autoconfigure")) {
			this.runner.withPropertyValues(Operated.OPEN, "futil.actuate.allow=resize,cancel")
				.run((context) -> assertThat(log.messages()).containsExactly(
						"futil.actuate.allow contains resize, but no executor has bounds, so none can be resized. Set "
								+ "futil.actuate.resize.<name>.min and .max, or remove resize"));
		}
	}

	@Test
	void aDefaultSizeOutsideOfTheBoundsIsSaidSo() {
		int processors = Runtime.getRuntime().availableProcessors();
		WebApplicationContextRunner open = this.runner
			.withPropertyValues(properties("management.endpoint.fanout.access=unrestricted", "resize"));
		try (LogReader log = new LogReader("io.futil.autoconfigure")) {
			open.withPropertyValues("futil.actuate.resize.cpu.min=" + (processors + 1),
					"futil.actuate.resize.cpu.max=" + (processors + 2))
				.run((context) -> assertThat(log.messages()).containsExactly("Executor 'cpu' starts with its default "
						+ "size, which is " + processors + " here and not between futil.actuate.resize.cpu.min ("
						+ (processors + 1) + ") and .max (" + (processors + 2) + "): once resized, nobody can give it "
						+ "that size again. Set its size under futil.executors.cpu, or other bounds"));
			log.clear();
			open.withPropertyValues("futil.actuate.resize.cpu.min=1", "futil.actuate.resize.cpu.max=" + processors)
				.run((context) -> assertThat(log.messages()).isEmpty());
		}
	}

	private static String[] properties(@Nullable String access, @Nullable String allowed) {
		return Stream.of(access, (allowed != null) ? "futil.actuate.allow=" + allowed : null)
			.flatMap(Stream::ofNullable)
			.toArray(String[]::new);
	}

	private static List<OperationType> types(@Nullable String names) {
		return (names != null) ? Stream.of(names.split(",")).map(OperationType::valueOf).toList() : List.of();
	}

	private static List<OperationType> operations(Collection<? extends ExposableEndpoint<?>> endpoints) {
		return endpoints.stream()
			.filter((endpoint) -> endpoint.getEndpointId().toLowerCaseString().equals(FanOutEndpoint.ID))
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.map(Operation::getType)
			.toList();
	}

}
