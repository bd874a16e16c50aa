package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArraySource}: what becomes of slow tasks behind tiny ones.
 */
@Timeout(30)
class ArraySourceTests {

	/** So many that blocks have become as large as they get. */
	private static final int TINY = 5_000;

	private static final int SLOW = 200;

	/** How many slow tasks may be treated like the tiny ones before them. */
	private static final int MOST_BEHIND_TINY = 128;

	/** More than a slice. */
	private static final long SLOW_NANOS = 1_200_000;

	private final ExecutorService pool = Executors.newFixedThreadPool(1);

	/** Written on the only thread of the pool. */
	private final List<String> order = new ArrayList<>();

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void slowTasksGiveWayOneByOne() throws InterruptedException {
		FanOutTemplate.of(this.pool).forEach(IntStream.range(0, TINY + SLOW).boxed().toList(), (item) -> {
			if (item >= TINY) {
				this.pool.execute(() -> this.order.add("other"));
				spin();
				this.order.add("slow");
			}
		});
		// The last of the others may come behind the end of the call.
		this.pool.shutdown();
		assertThat(this.pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(this.order).hasSize(2 * SLOW);
		List<String> behind = this.order.subList(2 * MOST_BEHIND_TINY, 2 * SLOW);
		IntStream.range(1, behind.size())
			.forEach((i) -> assertThat(behind.get(i)).as("%d of %s", i, behind).isNotEqualTo(behind.get(i - 1)));
	}

	private static void spin() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < SLOW_NANOS) {
			Thread.onSpinWait();
		}
	}

}
