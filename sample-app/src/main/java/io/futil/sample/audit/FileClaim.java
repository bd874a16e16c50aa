package io.futil.sample.audit;

import java.util.List;
import java.util.Map;

/**
 * A claim as it travels to another member: data, and the file by its name, since the
 * other one has its own repository, perhaps elsewhere.
 *
 * @param file the path below the repository
 * @param expected the published values in lower-case hexadecimal digits
 * @param illegible what is wrong with the checksum files that do not tell a value
 */
record FileClaim(String file, Map<Algorithm, String> expected, List<String> illegible) {

	static FileClaim of(Claim claim) {
		return new FileClaim(claim.candidate().name(), claim.expected(), claim.illegible());
	}

}
