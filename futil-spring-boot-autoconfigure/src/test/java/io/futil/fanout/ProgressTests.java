package io.futil.fanout;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void tellsTheShareThatIsDoneAndTheTimeThatIsLeft() {
		Progress quarter = new Progress(25, 3, 100, MINUTE);
		assertThat(quarter.fraction()).hasValue(0.25);
		assertThat(quarter.eta()).contains(Duration.ofMinutes(3));
	}

	@Test
	void atFirstNobodyKnowsHowLongItTakes() {
		Progress start = new Progress(0, 0, 100, MINUTE);
		assertThat(start.fraction()).hasValue(0);
		assertThat(start.eta()).isEmpty();
	}

	@Test
	void atTheEndNothingIsLeft() {
		Progress end = new Progress(100, 100, 100, MINUTE);
		assertThat(end.fraction()).hasValue(1);
		assertThat(end.eta()).contains(Duration.ZERO);
		Progress empty = new Progress(0, 0, 0, Duration.ZERO);
		assertThat(empty.fraction()).hasValue(1);
		assertThat(empty.eta()).contains(Duration.ZERO);
	}

	@Test
	void withoutATotalThereIsNoEstimate() {
		Progress unknown = new Progress(25, 0, -1, MINUTE);
		assertThat(unknown.fraction()).isEmpty();
		assertThat(unknown.eta()).isEmpty();
	}

	@Test
	void aCenturyMayBeLeft() {
		assertThat(new Progress(1, 0, Long.MAX_VALUE, MINUTE).eta())
			.hasValueSatisfying((left) -> assertThat(left).isGreaterThan(Duration.ofDays(36_500)));
	}

}
