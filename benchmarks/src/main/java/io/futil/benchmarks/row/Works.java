package io.futil.benchmarks.row;

import java.util.ArrayList;
import java.util.List;

import io.futil.benchmarks.peer.Work;

/**
 * What is done for an item. Results are cached objects, so that what is allocated is the
 * implementation's own.
 */
final class Works {

	/** Rounds of mixing that take about a microsecond. */
	private static final int ROUNDS_PER_MICROSECOND = 300;

	private static final int CACHED = 127;

	private Works() {
	}

	static List<Integer> items(int count) {
		List<Integer> items = new ArrayList<>(count);
		for (int item = 0; item < count; item++) {
			items.add(item);
		}
		return items;
	}

	static <T, R> List<R> inALoop(List<T> items, Work<T, R> work) {
		List<R> results = new ArrayList<>(items.size());
		items.forEach((item) -> results.add(work.apply(item)));
		return results;
	}

	static Integer mix(Integer item) {
		return mix(item.intValue()) & CACHED;
	}

	static Integer mixForOneMicrosecond(Integer item) {
		return mix(item, ROUNDS_PER_MICROSECOND);
	}

	static Integer mixForTenMicroseconds(Integer item) {
		return mix(item, 10 * ROUNDS_PER_MICROSECOND);
	}

	static Integer mixForTwentyMicroseconds(Integer item) {
		return mix(item, 20 * ROUNDS_PER_MICROSECOND);
	}

	private static int mix(int item, int rounds) {
		int value = item;
		for (int round = 0; round < rounds; round++) {
			value = mix(value);
		}
		return value & CACHED;
	}

	private static int mix(int value) {
		int mixed = (value ^ (value >>> 16)) * 0x85ebca6b;
		mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
		return mixed ^ (mixed >>> 16);
	}

	static void sleep(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
