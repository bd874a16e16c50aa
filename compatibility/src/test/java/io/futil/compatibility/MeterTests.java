package io.futil.compatibility;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters of futil and, where Spring Boot registers such, of executors.
 */
class MeterTests {

	@Test
	void callsAndAttemptsAreMeasuredIfMicrometerIsThere() {
		if (!Cell.has(Partner.MICROMETER)) {
			assertThat(Running.context().containsBean("futilMeters")).isFalse();
			return;
		}
		Running.fanOut().named("measured").map(List.of(1, 2, 3), (item) -> item);
		Meters meters = Meters.of(Running.context());
		assertThat(meters.timed("futil.fanout", "operation", "measured", "verb", "map", "executor", "io", "outcome",
				"succeeded"))
			.isEqualTo(1);
		assertThat(meters.timed("futil.task", "operation", "measured", "executor", "io", "outcome", "succeeded"))
			.isEqualTo(3);
		assertThat(meters.names()).contains("futil.task.wait", "futil.tasks.active", "futil.tasks.abandoned");
	}

	@Test
	void executorsOfEachKindAreShownIfActuatorIsThereToo() {
		if (!Cell.has(Partner.MICROMETER)) {
			assertThat(Running.context().containsBean("futilExecutorMeters")).isFalse();
			return;
		}
		List<String> shown = Meters.of(Running.context()).tagValues("executor.pool.max", "name");
		if (Cell.has(Partner.ACTUATOR)) {
			assertThat(shown).containsAll(Running.executors()).contains("applicationTaskExecutor");
		}
		else {
			assertThat(shown).isEmpty();
		}
	}

	@Test
	void callsAreObservedIfThatPartOfMicrometerIsThere() {
		assertThat(Running.context().containsBean("futilObservations")).isEqualTo(Cell.has(Partner.OBSERVATION));
	}

}
