package io.futil.fanout;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryDelays}.
 */
class RetryDelaysTests {

	private static final Duration YEAR = Duration.ofDays(365);

	private static final int MANY_ATTEMPTS = 10_000;

	@ParameterizedTest
	@CsvSource({ "PT0.5S, 10", "PT0.000000001S, 10", "PT1S, 1.0000001", "PT8760H, 10", "PT0S, 10", "PT1S, 1" })
	void growsThenStaysAtTheLongest(Duration first, double multiplier) {
		RetryDelays delays = RetryDelays.of(first, multiplier, YEAR, Duration.ZERO);
		Duration before = first;
		for (int attempt = 1; attempt <= MANY_ATTEMPTS; attempt++) {
			Duration delay = delays.delay(attempt);
			assertThat(delay).isBetween(before, YEAR);
			before = delay;
		}
		assertThat(before).isEqualTo(first.isZero() || multiplier < 10 ? delays.delay(MANY_ATTEMPTS) : YEAR);
	}

	@Test
	void jitterIsNeitherNegativeNorBeyondTheLongest() {
		for (long seed = 0; seed < 1000; seed++) {
			Random random = new Random(seed);
			Duration most = Duration.ofNanos(1 + random.nextLong(YEAR.toNanos()));
			Duration first = Duration.ofNanos(random.nextLong(most.toNanos() + 1));
			Duration jitter = Duration.ofNanos(random.nextLong(first.toNanos() + 1));
			RetryDelays delays = RetryDelays.of(first, 1 + random.nextDouble(9), most, jitter);
			for (int attempt = 1; attempt <= 100; attempt++) {
				assertThat(delays.delay(attempt)).as("seed %s", seed).isBetween(Duration.ZERO, most);
			}
		}
	}

	@Test
	void jitterGoesEitherWayAndAllTheWay() {
		RetryDelays delays = RetryDelays.of(Duration.ofMillis(100), 2, Duration.ofMillis(250), Duration.ofMillis(60));
		assertThat(delays.delay(1, (least, most) -> least)).isEqualTo(Duration.ofMillis(40));
		assertThat(delays.delay(1, (least, most) -> most)).isEqualTo(Duration.ofMillis(160));
		assertThat(delays.delay(2, (least, most) -> least)).isEqualTo(Duration.ofMillis(140));
		assertThat(delays.delay(2, (least, most) -> most)).isEqualTo(Duration.ofMillis(250));
	}

	@Test
	void jitterOfTheWholeRangeDoesNotOverflow() {
		Duration longest = Duration.ofNanos(Long.MAX_VALUE);
		RetryDelays delays = RetryDelays.of(longest, 10, longest, longest);
		for (int attempt = 1; attempt < 100; attempt++) {
			assertThat(delays.delay(attempt)).isBetween(Duration.ZERO, longest);
		}
	}

}
