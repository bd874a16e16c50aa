package io.futil.sample.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the checksums that were published for a file: small files, so mostly waiting.
 */
final class ChecksumReader {

	private static final int MAX_BYTES = 4096;

	Claim read(Candidate candidate) {
		Map<Algorithm, String> expected = new EnumMap<>(Algorithm.class);
		List<String> illegible = new ArrayList<>();
		candidate.checksums().forEach((algorithm, file) -> {
			try {
				expected.put(algorithm, value(file, algorithm));
			}
			catch (IOException ex) {
				illegible.add("its " + algorithm.suffix() + " file: " + Reasons.of(ex));
			}
		});
		return new Claim(candidate, expected, illegible);
	}

	private static String value(Path file, Algorithm algorithm) throws IOException {
		// Opening a named pipe would wait for ever.
		if (!Files.isRegularFile(file)) {
			throw new UnreadableException("not a regular file");
		}
		try (InputStream in = Files.newInputStream(file)) {
			String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
			return ChecksumText.parse(text, algorithm)
				.orElseThrow(
						() -> new UnreadableException(text.isBlank() ? "empty" : "no " + algorithm + " value in it"));
		}
	}

}
