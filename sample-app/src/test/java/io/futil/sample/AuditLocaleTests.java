package io.futil.sample;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A name with non-ASCII letters is audited where the locale can express it and one
 * unreadable row where it cannot. Linux only: elsewhere names do not depend on it.
 */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class AuditLocaleTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "C.UTF-8, 1, 0", "C, 0, 1" })
	void nonAsciiName(String locale, int intact, int unreadable) throws Exception {
		Path root = SmallTree.plant(this.directory.resolve("tree"));
		SmallTree.plantNonAscii(root);
		Path file = this.directory.resolve("report.json");
		try (SampleProcess sample = SampleProcess.start(locale, "--server.port=0", "--audit.root=" + root,
				"--audit.report=" + file)) {
			List<String> output = sample.outputUntil("Written to");
			assertThat(output).last().asString().startsWith("Written to");
			JsonNode report = JsonMapper.shared().readTree(file.toFile());
			assertThat(report.path("intact").asInt()).isEqualTo(SmallTree.INTACT + intact);
			assertThat(report.path("corrupt").asInt()).isEqualTo(SmallTree.CORRUPT);
			assertThat(report.path("unreadable").asInt()).isEqualTo(SmallTree.UNREADABLE + unreadable);
			assertThat(output.stream().filter((line) -> line.contains("its name cannot be"))).hasSize(unreadable);
		}
	}

}
