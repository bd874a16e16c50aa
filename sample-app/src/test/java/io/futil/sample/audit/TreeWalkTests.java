package io.futil.sample.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class TreeWalkTests {

	@TempDir
	Path root;

	@Test
	void emptyTree() {
		Tree tree = TreeWalk.walk(this.root);
		assertThat(tree.candidates()).isEmpty();
		assertThat(tree.unreadable()).isEmpty();
		assertThat(tree.missing()).isZero();
	}

	@Test
	void oneCandidateForSeveralChecksums() throws IOException {
		write("a/b.jar", "12345");
		write("a/b.jar.md5", "");
		write("a/b.jar.sha1", "");
		write("a/b.jar.sha256", "");
		assertThat(TreeWalk.walk(this.root).candidates()).singleElement().satisfies((candidate) -> {
			assertThat(candidate.name()).isEqualTo("a/b.jar");
			assertThat(candidate.bytes()).isEqualTo(5);
			assertThat(candidate.checksums()).containsOnlyKeys(Algorithm.values());
		});
	}

	@Test
	void checksumWithoutItsFileIsOnlyCounted() throws IOException {
		write("gone.jar.sha1", "");
		write(".sha1", "");
		Tree tree = TreeWalk.walk(this.root);
		assertThat(tree.candidates()).isEmpty();
		assertThat(tree.missing()).isEqualTo(1);
	}

	@Test
	void linkToADirectoryIsNotEntered() throws IOException {
		write("real/a.jar", "");
		write("real/a.jar.sha1", "");
		Files.createSymbolicLink(this.root.resolve("real/up"), Path.of(".."));
		Files.createSymbolicLink(this.root.resolve("again"), Path.of("real"));
		assertThat(TreeWalk.walk(this.root).candidates()).extracting(Candidate::name).containsExactly("real/a.jar");
	}

	@Test
	void danglingLinkIsACandidate() throws IOException {
		Files.createSymbolicLink(this.root.resolve("a.jar"), Path.of("nowhere"));
		write("a.jar.sha1", "");
		assertThat(TreeWalk.walk(this.root).candidates()).singleElement()
			.satisfies((candidate) -> assertThat(candidate.bytes()).isZero());
	}

	private void write(String name, String content) throws IOException {
		Path file = this.root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
