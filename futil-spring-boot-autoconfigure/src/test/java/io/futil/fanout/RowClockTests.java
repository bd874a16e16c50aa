package io.futil.fanout;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RowClock}: what takes its time is told of the right task.
 */
@Timeout(30)
class RowClockTests {

	private static final long SLOW_NANOS = 2_000_000;

	private final Heartbeat heartbeat = mock();

	private final RowClock clock = new RowClock(this.heartbeat);

	/** A row whose first tasks have shown how long they take. */
	private long begin() {
		return this.clock.next(this.clock.start(), false);
	}

	private static void spin(long nanos) {
		long start = System.nanoTime();
		while (System.nanoTime() - start < nanos) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aTaskInWhichTheHeartHasBeatenIsTimedByItself() {
		long started = begin();
		given(this.heartbeat.beats()).willReturn(1);
		spin(SLOW_NANOS);
		assertThat(this.clock.next(started, false) - started).isGreaterThanOrEqualTo(SLOW_NANOS);
	}

	@Test
	void soIsTheLastOneOfARow() {
		long started = begin();
		spin(SLOW_NANOS);
		assertThat(this.clock.next(started, true) - started).isGreaterThanOrEqualTo(SLOW_NANOS);
	}

	@Test
	void eightTogetherTakeAsLongAsTheyDo() {
		long started = begin();
		spin(SLOW_NANOS);
		long ended = started;
		for (int i = 0; i < 8; i++) {
			long next = this.clock.next(ended, false);
			assertThat(next).isGreaterThanOrEqualTo(ended);
			ended = next;
		}
		assertThat(ended - started).isBetween(SLOW_NANOS, System.nanoTime() - started);
	}

	@Test
	void slowTasksAmongTinyOnesSayHowLongTheyTook() {
		ExecutorService pool = Executors.newFixedThreadPool(2);
		List<Integer> items = IntStream.range(0, 20_000).boxed().toList();
		try (Stream<TaskResult<Integer, Integer>> results = FanOutTemplate.of(pool).asCompleted(items, (item) -> {
			if (item % 4_999 == 4_998) {
				spin(50 * SLOW_NANOS);
			}
			return item;
		})) {
			assertThat(results.filter((result) -> result.item() % 4_999 == 4_998)).hasSize(4)
				.allSatisfy((result) -> assertThat(result.execution().elapsedNanos())
					.isGreaterThanOrEqualTo(50 * SLOW_NANOS - 8 * 200));
		}
		pool.shutdown();
	}

}
