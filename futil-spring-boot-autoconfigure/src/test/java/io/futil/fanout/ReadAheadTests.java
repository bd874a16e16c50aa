package io.futil.fanout;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadAhead}.
 */
class ReadAheadTests {

	private static final int MUCH = 100_000;

	private final AtomicLong clock = new AtomicLong(1_000_000_007);

	@Test
	void startsWithTwoForEachWorkerAndNotManyMoreThanWorkers() {
		assertThat(new ReadAhead(4).atStart()).isEqualTo(8);
		assertThat(new ReadAhead(256).atStart()).isEqualTo(320);
	}

	@Test
	void aFewQuickResultsAreNoReasonToReadManyAhead() {
		ReadAhead readAhead = new ReadAhead(256, this.clock::get);
		int room = 0;
		for (int i = 0; i < 3; i++) {
			room += readAhead.take() + readAhead.runDry();
		}
		assertThat(room).isEqualTo(3);
		assertThat(readAhead.isQuick()).isFalse();
	}

	@Test
	void growsBehindAQuarterThatCameAtOnceThoughTheConsumerIsTheFasterOne() {
		ReadAhead readAhead = new ReadAhead(256, this.clock::get);
		int room = 0;
		for (int i = 0; i < 80; i++) {
			assertThat(readAhead.isQuick()).isFalse();
			room += readAhead.take() + readAhead.runDry();
		}
		assertThat(room).isEqualTo(80 + 320);
		assertThat(readAhead.isQuick()).isTrue();
	}

	@Test
	void growsToABound() {
		ReadAhead readAhead = new ReadAhead(2, this.clock::get);
		assertThat(readAhead.atStart() + taken(readAhead, MUCH, 0)).isBetween(MUCH + 6_144, MUCH + 8_192);
	}

	@Test
	void shrinksWhenResultsTakeTheirTime() {
		ReadAhead readAhead = new ReadAhead(2, this.clock::get);
		int read = readAhead.atStart() + taken(readAhead, MUCH, 0);
		read += taken(readAhead, MUCH, TimeUnit.MILLISECONDS.toNanos(6));
		assertThat(read).isEqualTo(2 * MUCH + 4);
		assertThat(readAhead.isQuick()).isFalse();
	}

	@Test
	void keepsItsSizeInBetween() {
		ReadAhead readAhead = new ReadAhead(2, this.clock::get);
		assertThat(taken(readAhead, MUCH, TimeUnit.MILLISECONDS.toNanos(1))).isEqualTo(MUCH);
	}

	/** Take results from time to time and tell what room they made. */
	private int taken(ReadAhead readAhead, int results, long nanosEach) {
		int room = 0;
		for (int i = 0; i < results; i++) {
			this.clock.addAndGet(nanosEach);
			room += readAhead.take();
		}
		return room;
	}

}
