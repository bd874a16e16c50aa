package io.futil.sample.audit;

import java.util.List;
import java.util.Map;

/**
 * What the checksum files say about a candidate.
 *
 * @param candidate the file in question
 * @param expected the published values in lower-case hexadecimal digits
 * @param illegible what is wrong with the checksum files that do not tell a value
 */
record Claim(Candidate candidate, Map<Algorithm, String> expected, List<String> illegible) {

	static Claim unreadable(Candidate candidate, Throwable failure) {
		return new Claim(candidate, Map.of(), List.of("its checksums: " + Reasons.of(failure)));
	}

}
