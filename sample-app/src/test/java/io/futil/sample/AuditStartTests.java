package io.futil.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A place that cannot be used ends the sample at once, with one line and exit code 2.
 */
@Timeout(60)
class AuditStartTests {

	@TempDir
	Path directory;

	@Test
	void rootThatDoesNotExist() throws Exception {
		Path root = this.directory.resolve("nowhere");
		assertThat(failedStart("--audit.root=" + root)).singleElement()
			.isEqualTo("audit.root: there is no " + root + "; name a directory with --audit.root=DIR");
	}

	@Test
	void rootThatIsAFile() throws Exception {
		Path root = Files.createFile(this.directory.resolve("file.jar"));
		assertThat(failedStart("--audit.root=" + root)).singleElement()
			.isEqualTo("audit.root: " + root + " is not a directory; name a directory with --audit.root=DIR");
	}

	@Test
	void reportInADirectoryThatDoesNotExist() throws Exception {
		Path report = this.directory.resolve("nowhere/report.json");
		assertThat(failedStart("--audit.root=" + this.directory, "--audit.report=" + report)).singleElement()
			.asString()
			.startsWith("audit.report: " + report);
	}

	private static List<String> failedStart(String... arguments) throws IOException, InterruptedException {
		try (SampleProcess sample = SampleProcess.start("C", arguments)) {
			assertThat(sample.outputUntil("never")).isEmpty();
			assertThat(sample.exitCode()).isEqualTo(2);
			return sample.errors();
		}
	}

}
