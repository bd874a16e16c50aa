package io.futil.sample.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Hashes a file and compares the result with its claim. Reads the file once, however many
 * kinds of checksum it has.
 * <p>
 * The worst finding counts: a file is corrupt if any checksum contradicts it, else
 * unreadable if any checksum is illegible, and intact only if all agree.
 */
final class FileHasher {

	private static final int BUFFER_BYTES = 64 * 1024;

	Comparison compare(Claim claim) throws IOException {
		return compare(claim.candidate().file(), claim.expected(), claim.illegible());
	}

	Comparison compare(Path file, Map<Algorithm, String> expected, List<String> illegible) throws IOException {
		if (expected.isEmpty()) {
			throw new UnreadableException(String.join(", ", illegible));
		}
		Map<Algorithm, MessageDigest> digests = new EnumMap<>(Algorithm.class);
		expected.keySet().forEach((algorithm) -> digests.put(algorithm, algorithm.newDigest()));
		long bytes = digest(file, digests);
		List<String> contradictions = new ArrayList<>();
		digests.forEach((algorithm, digest) -> {
			if (!HexFormat.of().formatHex(digest.digest()).equals(expected.get(algorithm))) {
				contradictions.add("its " + algorithm + " is not the published one");
			}
		});
		if (!contradictions.isEmpty()) {
			return new Comparison(Verdict.CORRUPT, bytes, String.join(", ", contradictions));
		}
		if (!illegible.isEmpty()) {
			return new Comparison(Verdict.UNREADABLE, bytes, String.join(", ", illegible));
		}
		return new Comparison(Verdict.INTACT, bytes, null);
	}

	/**
	 * Reading a file does not notice an interrupt, and a large file takes minutes.
	 */
	private static void requireNotInterrupted() throws InterruptedIOException {
		if (Thread.currentThread().isInterrupted()) {
			throw new InterruptedIOException("Interrupted while hashing");
		}
	}

	private static long digest(Path file, Map<Algorithm, MessageDigest> digests) throws IOException {
		if (Files.isDirectory(file)) {
			throw new UnreadableException("it is a directory");
		}
		if (!Files.isRegularFile(file)) {
			throw new UnreadableException("it is not a regular file");
		}
		byte[] buffer = new byte[BUFFER_BYTES];
		long bytes = 0;
		try (InputStream in = Files.newInputStream(file)) {
			for (int count = in.read(buffer); count != -1; count = in.read(buffer)) {
				for (MessageDigest digest : digests.values()) {
					digest.update(buffer, 0, count);
				}
				bytes += count;
				requireNotInterrupted();
			}
		}
		return bytes;
	}

}
