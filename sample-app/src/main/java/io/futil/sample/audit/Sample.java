package io.futil.sample.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.util.function.ThrowingConsumer;

/**
 * What a part of the audit took one after the other, and fanned out once more. Both runs
 * find the files in the operating system's cache and the code compiled, since the audit
 * has just been through; so they can be compared with each other, but not with the audit.
 * Each is the best of up to five, since a sample is short and other programs run beside
 * it.
 *
 * @param files how many files are in the sample
 * @param bytes their size
 * @param sequentialMillis what they took one after the other
 * @param fannedOutMillis what they took fanned out
 * @param estimatedSequentialMillis what everything would take one after the other, in
 * proportion to the bytes
 * @param estimatedFannedOutMillis what everything would take fanned out, likewise
 */
record Sample(int files, long bytes, double sequentialMillis, double fannedOutMillis, double estimatedSequentialMillis,
		double estimatedFannedOutMillis) {

	private static final int MAX_FILES = 500;

	private static final long MAX_BYTES = 128L << 20;

	private static final int MAX_SHARE = 20;

	private static final int ROUNDS = 5;

	private static final double ENOUGH_MILLIS = 2000;

	private static final double TELLING_MILLIS = 50;

	static Sample of(List<Candidate> hashed, ThrowingConsumer<Candidate> one, Consumer<List<Candidate>> all) {
		List<Candidate> chosen = choose(hashed);
		double sequentialMillis = Double.MAX_VALUE;
		double fannedOutMillis = Double.MAX_VALUE;
		Stopwatch stopwatch = new Stopwatch();
		for (int round = 0; round < ROUNDS && (round == 0 || stopwatch.millis() < ENOUGH_MILLIS); round++) {
			sequentialMillis = Math.min(sequentialMillis, Stopwatch.time(() -> chosen.forEach(one)));
			fannedOutMillis = Math.min(fannedOutMillis, Stopwatch.time(() -> all.accept(chosen)));
		}
		long bytes = bytes(chosen);
		double share = (bytes > 0) ? (double) bytes(hashed) / bytes : 1;
		return new Sample(chosen.size(), bytes, sequentialMillis, fannedOutMillis, sequentialMillis * share,
				fannedOutMillis * share);
	}

	boolean isEverything(AuditReport report) {
		return this.bytes == report.bytes();
	}

	/** Whether it took long enough to be more than chance. */
	boolean tells() {
		return this.sequentialMillis >= TELLING_MILLIS;
	}

	/** Whether it has enough of the bytes to stand for all of them. */
	boolean standsFor(long allBytes) {
		return this.bytes * MAX_SHARE >= allBytes;
	}

	double speedup() {
		return (this.fannedOutMillis > 0) ? this.sequentialMillis / this.fannedOutMillis : 1;
	}

	/**
	 * Every nth file by size, so that the sample has the same mix of small and large ones
	 * as the whole. The largest are left out where they would take too long.
	 */
	private static List<Candidate> choose(List<Candidate> hashed) {
		List<Candidate> bySize = new ArrayList<>(hashed);
		bySize.sort(Comparator.comparingLong(Candidate::bytes));
		int step = Math.max(1, bySize.size() / MAX_FILES);
		List<Candidate> chosen = new ArrayList<>();
		long bytes = 0;
		for (int i = step / 2; i < bySize.size(); i += step) {
			bytes += bySize.get(i).bytes();
			if (bytes > MAX_BYTES) {
				break;
			}
			chosen.add(bySize.get(i));
		}
		return chosen;
	}

	private static long bytes(List<Candidate> candidates) {
		return candidates.stream().mapToLong(Candidate::bytes).sum();
	}

}
