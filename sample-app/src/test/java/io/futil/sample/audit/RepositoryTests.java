package io.futil.sample.audit;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What others may have a member hash: files below its repository, and no other.
 */
class RepositoryTests {

	@TempDir
	Path directory;

	private Path root;

	private Repository repository;

	@BeforeEach
	void plant() throws Exception {
		this.root = Files.createDirectories(this.directory.toRealPath().resolve("repository"));
		Files.writeString(Files.createDirectories(this.root.resolve("org")).resolve("a.jar"), "a");
		Files.writeString(this.directory.resolve("secret"), "secret");
		Files.writeString(Files.createDirectories(this.directory.resolve("repository-of-others")).resolve("b.jar"),
				"b");
		Files.createSymbolicLink(this.root.resolve("org/link"), Path.of("../../secret"));
		Files.createSymbolicLink(this.root.resolve("org/up"), Path.of("../.."));
		Files.createSymbolicLink(this.root.resolve("org/within"), Path.of("a.jar"));
		this.repository = new Repository(this.root);
	}

	@ParameterizedTest
	@ValueSource(strings = { "org/a.jar", "org/../org/a.jar", "org/within", "org/up/repository/org/a.jar" })
	void filesBelowTheRoot(String name) throws Exception {
		assertThat(this.repository.file(name)).isEqualTo(this.root.resolve("org/a.jar"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "../secret", "org/../../secret", "../repository-of-others/b.jar", "", ".", "org/..", "..",
			"/etc/passwd", "org/link", "org/up/secret" })
	void noOther(String name) {
		assertRefused(name, "it is not below the repository where it was to be hashed");
	}

	@Test
	void noAbsolutePath() {
		assertRefused(this.directory.resolve("secret").toAbsolutePath().toString(),
				"it is not below the repository where it was to be hashed");
	}

	@Test
	void noNameThatCannotBeExpressed() {
		assertRefused("org/a\0.jar", "its name cannot be expressed where it was to be hashed");
	}

	@Test
	void whatIsNoFileIsLeftToWhoLooksAtIt() throws Exception {
		assertThat(this.repository.file("org")).isEqualTo(this.root.resolve("org"));
		assertThat(this.repository.file("gone.jar")).isEqualTo(this.root.resolve("gone.jar"));
	}

	private void assertRefused(String name, String message) {
		assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> this.repository.file(name))
			.withMessage(message);
	}

}
