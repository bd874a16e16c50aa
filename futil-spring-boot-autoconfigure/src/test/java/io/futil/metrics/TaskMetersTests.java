package io.futil.metrics;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.Garbage;
import io.futil.fanout.spi.AttemptOutcome;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What becomes of times that are told one by one and together.
 */
class TaskMetersTests {

	private static final int TINY = 100_000;

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void oneThatIsTimedByItselfIsInTheTimer() {
		times(this.registry).one(5_000_000);
		Timer timer = this.registry.get("futil.task")
			.tags("operation", "load", "executor", "io", "outcome", "succeeded", "timing", "attempt")
			.timer();
		assertThat(timer.count()).isEqualTo(1);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(5);
		assertThat(timer.max(TimeUnit.MILLISECONDS)).isEqualTo(5);
	}

	@Test
	void fewTogetherAreInTheTimerWithTheirMeanAndNoNanosecondIsLost() {
		times(this.registry).many(256, 1_000);
		assertThat(this.registry.getMeters()).filteredOn(TaskMetersTests::isTask).hasSize(1);
		Timer timer = this.registry.get("futil.task").timer();
		assertThat(timer.count()).isEqualTo(256);
		assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(1_000, within(0.001));
	}

	@Test
	void manyThatAreWorthItAreInTheTimer() {
		times(this.registry).many(TINY, TINY * 1_000L);
		assertThat(this.registry.get("futil.task").timer().count()).isEqualTo(TINY);
	}

	@Test
	void manyTinyOnesAreAddedUpBesideIt() {
		TaskTimes times = times(this.registry);
		times.one(50);
		times.many(TINY, TINY * 8L);
		times.many(300, 301);
		FunctionTimer bulk = this.registry.get("futil.task")
			.tags("operation", "load", "executor", "io", "outcome", "succeeded", "timing", "bulk")
			.functionTimer();
		assertThat(bulk.count()).isEqualTo(TINY + 300);
		assertThat(bulk.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(TINY * 8L + 301, within(0.001));
		assertThat(this.registry.get("futil.task").timer().count()).isEqualTo(1);
	}

	@Test
	void whatIsAddedUpIsThereAfterGarbageCollection() {
		TaskMeters meters = meters(this.registry);
		meters.times(AttemptOutcome.SUCCEEDED).many(TINY, TINY);
		Garbage.awaitCleared(List.of(new WeakReference<>(new Object())));
		assertThat(this.registry.get("futil.task").functionTimer().count()).isEqualTo(TINY);
		assertThat(meters.times(AttemptOutcome.SUCCEEDED)).isSameAs(meters.times(AttemptOutcome.SUCCEEDED));
	}

	static Stream<Arguments> distributions() {
		Consumer<DistributionStatisticConfig.Builder> none = (builder) -> {
		};
		Consumer<DistributionStatisticConfig.Builder> percentiles = (builder) -> builder.percentiles(0.5, 0.99);
		Consumer<DistributionStatisticConfig.Builder> histogram = (builder) -> builder.percentilesHistogram(true);
		Consumer<DistributionStatisticConfig.Builder> objectives = (builder) -> builder.serviceLevelObjectives(1e3,
				1e9);
		return Stream.of(Arguments.of("none", none, false), Arguments.of("percentiles", percentiles, true),
				Arguments.of("histogram", histogram, true), Arguments.of("objectives", objectives, true));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("distributions")
	void prometheusShowsEachOfThemHoweverTheirDistributionIsAskedFor(String name,
			Consumer<DistributionStatisticConfig.Builder> asked, boolean recorded) {
		PrometheusMeterRegistry prometheus = prometheus(asked);
		tellSome(prometheus);
		assertThat(prometheus.find("futil.task").functionTimers()).hasSize(recorded ? 0 : 1);
		assertThat(scraped(prometheus, "futil_task_seconds_count")).isEqualTo(TINY + 1);
		assertThat(scraped(prometheus, "futil_task_seconds_sum")).isEqualTo(5e-3 + TINY * 8e-9, within(1e-9));
		assertThat(prometheus.scrape("application/openmetrics-text; version=1.0.0")).contains("futil_task_seconds");
		if (recorded && !name.equals("percentiles")) {
			assertThat(prometheus.scrape()).containsPattern("futil_task_seconds_bucket\\{.*le=\"\\+Inf\"} 100001");
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("distributions")
	void theSameHoldsInACompositeOfAComposite(String name, Consumer<DistributionStatisticConfig.Builder> asked,
			boolean recorded) {
		PrometheusMeterRegistry prometheus = prometheus(asked);
		prometheus.config()
			.commonTags("application", "shop")
			.meterFilter(MeterFilter.renameTag("futil", "executor", "pool"));
		CompositeMeterRegistry inner = new CompositeMeterRegistry();
		inner.add(prometheus);
		CompositeMeterRegistry outer = new CompositeMeterRegistry();
		outer.add(new SimpleMeterRegistry());
		outer.add(inner);
		tellSome(outer);
		assertThat(outer.find("futil.task").functionTimers()).hasSize(recorded ? 0 : 1);
		assertThat(scraped(prometheus, "futil_task_seconds_count")).isEqualTo(TINY + 1);
		assertThat(prometheus.getMeters()).filteredOn(TaskMetersTests::isTask).hasSize(recorded ? 1 : 2);
	}

	@Test
	void aRegistryThatWantsNoneOfThemGetsNone() {
		this.registry.config().meterFilter(MeterFilter.denyNameStartsWith("futil"));
		tellSome(this.registry);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private static void tellSome(MeterRegistry registry) {
		TaskTimes times = times(registry);
		times.one(5_000_000);
		times.many(TINY, TINY * 8L);
	}

	private static PrometheusMeterRegistry prometheus(Consumer<DistributionStatisticConfig.Builder> asked) {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config().meterFilter(new MeterFilter() {

			@Override
			public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
				DistributionStatisticConfig.Builder builder = DistributionStatisticConfig.builder();
				asked.accept(builder);
				return builder.build().merge(config);
			}

		});
		return registry;
	}

	private static double scraped(PrometheusMeterRegistry registry, String series) {
		return registry.scrape()
			.lines()
			.filter((line) -> line.startsWith(series + "{"))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
			.sum();
	}

	private static boolean isTask(Meter meter) {
		return meter.getId().getName().equals("futil.task");
	}

	private static TaskTimes times(MeterRegistry registry) {
		return meters(registry).times(AttemptOutcome.SUCCEEDED);
	}

	private static TaskMeters meters(MeterRegistry registry) {
		return new Meters(registry).tasks("load", "io");
	}

}
