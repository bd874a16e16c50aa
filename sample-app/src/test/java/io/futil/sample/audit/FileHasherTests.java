package io.futil.sample.audit;

import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileHasherTests {

	private static final String SHA1_OF_ABC = "a9993e364706816aba3e25717850c26c9cd0d89d";

	private static final String MD5_OF_ABC = "900150983cd24fb0d6963f7d28e17f72";

	private final FileHasher hasher = new FileHasher();

	@TempDir
	Path directory;

	private Path file;

	@BeforeEach
	void writeFile() throws Exception {
		this.file = Files.writeString(this.directory.resolve("a.jar"), "abc");
	}

	@Test
	void intactIfAllChecksumsAgree() throws Exception {
		Comparison comparison = compare(Map.of(Algorithm.SHA1, SHA1_OF_ABC, Algorithm.MD5, MD5_OF_ABC), List.of());
		assertThat(comparison).isEqualTo(new Comparison(Verdict.INTACT, 3, null));
	}

	@Test
	void corruptIfOneContradictsWhateverTheOthersAre() throws Exception {
		Comparison comparison = compare(Map.of(Algorithm.SHA1, SHA1_OF_ABC, Algorithm.MD5, "0".repeat(32)),
				List.of("its .sha256 file: empty"));
		assertThat(comparison.verdict()).isEqualTo(Verdict.CORRUPT);
		assertThat(comparison.reason()).isEqualTo("its MD5 is not the published one");
	}

	@Test
	void unreadableIfOneIsIllegibleAndTheOthersAgree() throws Exception {
		Comparison comparison = compare(Map.of(Algorithm.SHA1, SHA1_OF_ABC), List.of("its .md5 file: empty"));
		assertThat(comparison).isEqualTo(new Comparison(Verdict.UNREADABLE, 3, "its .md5 file: empty"));
	}

	@Test
	void unreadableIfThereIsNothingToCompareWith() {
		assertThatExceptionOfType(UnreadableException.class)
			.isThrownBy(() -> compare(Map.of(), List.of("its .md5 file: empty")))
			.withMessage("its .md5 file: empty");
	}

	@Test
	void stopsWhenInterrupted() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedIOException.class)
			.isThrownBy(() -> compare(Map.of(Algorithm.SHA1, SHA1_OF_ABC), List.of()));
		assertThat(Thread.interrupted()).isTrue();
	}

	private Comparison compare(Map<Algorithm, String> expected, List<String> illegible) throws Exception {
		Candidate candidate = new Candidate(this.file, "a.jar", Map.of(), 3);
		return this.hasher.compare(new Claim(candidate, expected, illegible));
	}

}
