package io.futil.fanout;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deadline}.
 */
class DeadlineTests {

	@Test
	void noneNeverPasses() {
		assertThat(Deadline.NONE.remaining()).isEqualTo(Long.MAX_VALUE);
		assertThat(Deadline.after(System.nanoTime(), null)).isEqualTo(Deadline.NONE);
	}

	@Test
	void hugeTimeoutsDoNotOverflow() {
		for (Duration huge : new Duration[] { Duration.ofNanos(Long.MAX_VALUE), Duration.ofDays(365_000),
				ChronoUnit.FOREVER.getDuration() }) {
			assertThat(Deadline.after(System.nanoTime(), huge).remaining()).as(huge.toString())
				.isGreaterThan(Duration.ofDays(365).toNanos());
		}
	}

	@Test
	void survivesTheOverflowOfTheClock() {
		Deadline beforeWrap = Deadline.after(Long.MAX_VALUE - 10, Duration.ofNanos(5));
		Deadline afterWrap = Deadline.after(Long.MAX_VALUE - 10, Duration.ofNanos(50));
		assertThat(beforeWrap.orEarlier(afterWrap)).isEqualTo(beforeWrap);
		assertThat(afterWrap.orEarlier(beforeWrap)).isEqualTo(beforeWrap);
	}

	@Test
	void theEarlierOneCountsAndNoneIsNever() {
		Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofSeconds(1));
		assertThat(deadline.orEarlier(Deadline.NONE)).isEqualTo(deadline);
		assertThat(Deadline.NONE.orEarlier(deadline)).isEqualTo(deadline);
	}

}
