package io.futil.sample.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.springframework.util.function.ThrowingConsumer;

/**
 * What a part of the audit took one after the other, and fanned out once more. Both runs
 * find the files in the operating system's cache, which the audit has just warmed, so
 * they can be compared with each other, but only roughly with the audit.
 *
 * @param files how many files are in the sample
 * @param bytes their size
 * @param sequentialMillis what they took one after the other
 * @param fannedOutMillis what they took fanned out
 * @param estimatedMillis what the whole audit would take one after the other, in
 * proportion to the bytes
 */
record Sample(int files, long bytes, double sequentialMillis, double fannedOutMillis, double estimatedMillis) {

	private static final int MAX_FILES = 200;

	private static final double MAX_MILLIS = 2000;

	static Sample of(List<Candidate> hashed, ThrowingConsumer<Candidate> one, Consumer<List<Candidate>> all) {
		List<Candidate> done = new ArrayList<>();
		Stopwatch sequential = new Stopwatch();
		for (Candidate candidate : choose(hashed)) {
			if (sequential.millis() > MAX_MILLIS) {
				break;
			}
			one.accept(candidate);
			done.add(candidate);
		}
		double sequentialMillis = sequential.millis();
		Stopwatch fannedOut = new Stopwatch();
		all.accept(done);
		double fannedOutMillis = fannedOut.millis();
		long bytes = bytes(done);
		double share = (bytes > 0) ? (double) bytes(hashed) / bytes : 1;
		return new Sample(done.size(), bytes, sequentialMillis, fannedOutMillis, sequentialMillis * share);
	}

	double speedup() {
		return (this.fannedOutMillis > 0) ? this.sequentialMillis / this.fannedOutMillis : 1;
	}

	/**
	 * Every nth file by size, so that the sample has the same mix of small and large ones
	 * as the whole, then shuffled, so that it keeps the mix when time runs out.
	 */
	private static List<Candidate> choose(List<Candidate> hashed) {
		List<Candidate> bySize = new ArrayList<>(hashed);
		bySize.sort(Comparator.comparingLong(Candidate::bytes));
		int step = Math.max(1, bySize.size() / MAX_FILES);
		List<Candidate> chosen = new ArrayList<>();
		for (int i = step / 2; i < bySize.size(); i += step) {
			chosen.add(bySize.get(i));
		}
		Collections.shuffle(chosen, new Random(chosen.size()));
		return chosen;
	}

	private static long bytes(List<Candidate> candidates) {
		return candidates.stream().mapToLong(Candidate::bytes).sum();
	}

}
