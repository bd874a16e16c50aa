package io.futil.benchmarks.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.cluster.ClusterTasks;
import io.futil.fanout.TaskResult;
import io.futil.benchmarks.cluster.Labour.Done;
import io.futil.benchmarks.cluster.Labour.Piece;

/**
 * What a call takes that loses one of its two workers.
 */
final class Losses {

	private static final int ITEMS = 10_000;

	private static final int BEFORE = 3_000;

	private final Sender sender;

	private final List<Piece> pieces;

	private final List<Done> expected;

	/**
	 * Prepare.
	 * @param turns what an item does
	 */
	Losses(Sender sender, long turns) {
		this.sender = sender;
		this.pieces = IntStream.range(0, ITEMS).mapToObj((number) -> new Piece(number, turns)).toList();
		this.expected = this.pieces.stream().map(sender.labour()::turn).toList();
	}

	/**
	 * Lose a worker so many times, a fresh one each time.
	 * @param name what that is called
	 * @param how what happens to it
	 */
	Figures measure(String name, int times, Loss how) throws Exception {
		double[] ratios = new double[times];
		double[] millis = new double[times];
		double[] recoveries = new double[times];
		for (int i = 0; i < times; i++) {
			this.sender.complete();
			// The first warms the fresh worker.
			call(null, how);
			double undisturbed = call(null, how).millis();
			Worker victim = this.sender.victim();
			try (victim) {
				Run run = call(victim, how);
				millis[i] = run.millis();
				ratios[i] = run.millis() / undisturbed;
				recoveries[i] = run.recoveryMillis();
			}
			System.out.printf(Locale.ROOT, "%s %d of %d: each item has one result, call %.0f ms, recovery %.0f ms%n",
					name, i + 1, times, millis[i], recoveries[i]);
		}
		return new Figures(millis, ratios, recoveries);
	}

	private Run call(Worker victim, Loss how) throws Exception {
		BitSet answered = new BitSet();
		long start = System.nanoTime();
		long lostAt = 0;
		long recoveredAt = 0;
		int givenOut = 0;
		List<TaskResult<Piece, Done>> all = new ArrayList<>();
		try (Stream<TaskResult<Piece, Done>> results = this.sender.remote()
			.asCompleted(this.pieces, ClusterTasks.bean(Labour.class, Labour::turn).idempotent())) {
			for (TaskResult<Piece, Done> result : (Iterable<TaskResult<Piece, Done>>) results::iterator) {
				int number = result.item().number();
				if (answered.get(number)) {
					throw new IllegalStateException("A second result for item " + number);
				}
				answered.set(number);
				all.add(result);
				if (number < givenOut) {
					recoveredAt = System.nanoTime();
				}
				if (victim != null && lostAt == 0 && answered.cardinality() == BEFORE) {
					lostAt = System.nanoTime();
					how.happenTo(victim);
					// Items are given out in their order.
					givenOut = BEFORE + this.sender.inFlight();
				}
			}
		}
		if (answered.cardinality() != ITEMS) {
			throw new IllegalStateException(answered.cardinality() + " results of " + ITEMS + " items");
		}
		long end = System.nanoTime();
		all.forEach(this::check);
		return new Run((end - start) / 1e6, Math.max(0, recoveredAt - lostAt) / 1e6);
	}

	private void check(TaskResult<Piece, Done> result) {
		int number = result.item().number();
		if (!this.expected.get(number).equals(result.value())) {
			throw new IllegalStateException("A wrong result for item " + number);
		}
	}

	/** What happens to a worker. */
	interface Loss {

		void happenTo(Worker worker) throws Exception;

	}

	private record Run(double millis, double recoveryMillis) {
	}

	/**
	 * Of all losses.
	 *
	 * @param millis what the calls took
	 * @param ratios the same, in relation to a call before that lost nobody
	 * @param recoveries what passed until the last of the items was answered that were
	 * with the workers when one was lost
	 */
	record Figures(double[] millis, double[] ratios, double[] recoveries) {

		static String of(double[] values, String format) {
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			LongFunction<String> at = (index) -> String.format(Locale.ROOT, format, sorted[(int) index]);
			return at.apply(0) + " / " + at.apply(sorted.length / 2) + " / " + at.apply(sorted.length - 1);
		}

	}

}
