package io.futil.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit of a small tree: each file ends in the right column, and the same report is
 * on the console, in the file and behind {@code /audit}.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AuditOverHttpTests {

	@TempDir
	static Path directory;

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void audit(DynamicPropertyRegistry registry) throws IOException {
		Path root = SmallTree.plant(directory.resolve("tree"));
		registry.add("audit.root", root::toString);
		registry.add("audit.report", directory.resolve("report.json")::toString);
	}

	@Test
	void countsEachColumn() {
		JsonNode report = report();
		assertThat(report.path("intact").asInt()).isEqualTo(SmallTree.INTACT);
		assertThat(report.path("corrupt").asInt()).isEqualTo(SmallTree.CORRUPT);
		assertThat(report.path("unreadable").asInt()).isEqualTo(SmallTree.UNREADABLE);
		assertThat(report.path("missing").asInt()).isEqualTo(SmallTree.MISSING);
		assertThat(report.path("files").asInt()).isEqualTo(SmallTree.INTACT + SmallTree.CORRUPT + SmallTree.UNREADABLE);
		assertThat(report.path("bytes").asLong()).isPositive();
		assertThat(report.path("bytesPerSecond").asLong()).isPositive();
	}

	@Test
	void namesEachProblem() {
		Map<String, String> verdicts = report().path("problems")
			.valueStream()
			.collect(Collectors.toMap((row) -> row.path("file").asString(), (row) -> row.path("verdict").asString()));
		assertThat(verdicts).containsOnly(Map.entry("com/flipped.jar", "CORRUPT"),
				Map.entry("com/truncated.jar", "CORRUPT"), Map.entry("com/one of two.jar", "CORRUPT"),
				Map.entry("net/empty-checksum.jar", "UNREADABLE"), Map.entry("net/garbage-checksum.jar", "UNREADABLE"),
				Map.entry("net/directory.jar", "UNREADABLE"), Map.entry("net/itself.jar", "UNREADABLE"));
	}

	@Test
	void comparesWithASampleOneAfterTheOther() {
		JsonNode sample = report().path("sample");
		assertThat(sample.path("files").asInt()).isEqualTo(SmallTree.INTACT + SmallTree.CORRUPT);
		assertThat(sample.path("sequentialMillis").asDouble()).isPositive();
		assertThat(sample.path("estimatedSequentialMillis").asDouble()).isPositive();
	}

	@Test
	void writesTheSameReportToTheFile() throws IOException {
		assertThat(JsonMapper.shared().readTree(Files.readString(directory.resolve("report.json"))))
			.isEqualTo(report());
	}

	@Test
	void showsTheTable(CapturedOutput output) {
		assertThat(output).contains("Hashing 100%")
			.containsPattern("files \\|.+\\| +throughput \\| +intact \\| +corrupt \\| +unreadable")
			.containsPattern("\\| +13 \\|.+\\| +6 \\| +3 \\| +4 \\|")
			.containsPattern("com/flipped.jar +\\| corrupt")
			.contains("Slowest files", "one after the other", "once more, all 9 files");
	}

	private JsonNode report() {
		Reply reply = Reply.of(this.port, "/audit");
		assertThat(reply.status()).isEqualTo(200);
		return reply.body();
	}

}
