package io.futil.sample.audit;

import org.jspecify.annotations.Nullable;

/**
 * A file whose turn has been.
 *
 * @param candidate the file
 * @param finding what became of it
 * @param ok whether it could be hashed
 * @param member who in the cluster has hashed it; {@code null} if there is none, or if it
 * could not be hashed
 */
record Hashed(Candidate candidate, Finding finding, boolean ok, @Nullable String member) {

	static Hashed of(Candidate candidate, Comparison comparison, double millis, @Nullable String member) {
		Finding finding = new Finding(candidate.name(), comparison.verdict(), comparison.reason(), comparison.bytes(),
				millis);
		return new Hashed(candidate, finding, true, member);
	}

	static Hashed failed(Candidate candidate, Throwable failure) {
		return new Hashed(candidate, Finding.unreadable(candidate.name(), Reasons.of(failure)), false, null);
	}

}
