package io.futil.fanout;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
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

	private static final long TINY = 50;

	private static final long SLOW = 2_000_000;

	private final Heartbeat heartbeat = mock();

	private long now = 1_000;

	private final RowClock clock = new RowClock(this.heartbeat, () -> this.now);

	@BeforeEach
	void beat() {
		given(this.heartbeat.isBeating()).willReturn(true);
	}

	/** A row whose first task has shown how long they take. */
	private long begin() {
		long started = this.clock.start();
		this.now += TINY;
		long ended = this.clock.next(started, false);
		assertThat(ended).isEqualTo(started + TINY);
		return ended;
	}

	private long slowTask(long started, boolean last) {
		this.now += SLOW;
		return this.clock.next(started, last) - started;
	}

	@Test
	void sevenAreTakenToBeAsUsualAndTheEighthHasTheRest() {
		long ended = begin();
		for (int i = 0; i < 7; i++) {
			this.now += TINY + 10;
			long next = this.clock.next(ended, false);
			assertThat(next - ended).isEqualTo(TINY);
			ended = next;
		}
		this.now += TINY + 10;
		assertThat(this.clock.next(ended, false) - ended).isEqualTo(TINY + 8 * 10);
	}

	@Test
	void whoWasTakenToBeSlowerThanItWasMakesNobodyFaster() {
		long ended = begin();
		for (int i = 0; i < 8; i++) {
			long next = this.clock.next(ended, false);
			assertThat(next).isGreaterThanOrEqualTo(ended);
			ended = next;
		}
	}

	@Test
	void aTaskInWhichTheHeartHasBeatenIsTimedByItself() {
		long started = begin();
		given(this.heartbeat.beats()).willReturn(1);
		assertThat(slowTask(started, false)).isEqualTo(SLOW);
	}

	@Test
	void soIsTheLastOneOfARow() {
		assertThat(slowTask(begin(), true)).isEqualTo(SLOW);
	}

	@Test
	void soAreAllWhereTasksAreNotTiny() {
		long ended = begin();
		given(this.heartbeat.beats()).willReturn(1);
		ended += slowTask(ended, false);
		assertThat(slowTask(ended, false)).isEqualTo(SLOW);
	}

	@Test
	void soAreAllWhileNoHeartBeats() {
		given(this.heartbeat.isBeating()).willReturn(false);
		assertThat(slowTask(begin(), false)).isEqualTo(SLOW);
	}

	/** In all: however late the heart beats, it is told of one that stands near. */
	@Test
	void slowTasksAmongTinyOnesSayHowLongTheyTook() {
		ExecutorService pool = Executors.newFixedThreadPool(2);
		List<Integer> items = IntStream.range(0, 20_000).boxed().toList();
		try (Stream<TaskResult<Integer, Integer>> results = FanOutTemplate.of(pool).asCompleted(items, (item) -> {
			if (item % 4_999 == 4_990) {
				long start = System.nanoTime();
				while (System.nanoTime() - start < 50 * SLOW) {
					Thread.onSpinWait();
				}
			}
			return item;
		})) {
			assertThat(results.filter((result) -> result.execution().elapsedNanos() >= 50 * SLOW - 8 * 200)
				.map((result) -> result.item() / 4_999)).contains(0, 1, 2, 3);
		}
		pool.shutdown();
	}

}
