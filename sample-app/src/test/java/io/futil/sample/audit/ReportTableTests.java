package io.futil.sample.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTableTests {

	private static final Sample SAMPLE = new Sample(2, 1 << 20, 200, 100, 800, 400);

	@Test
	void nothingFound() {
		assertThat(ReportTable.of(report(List.of(), 0))).contains("| files |", "No file has a checksum")
			.doesNotContain("Slowest", "Not intact");
	}

	@Test
	void showsWhatPeopleAskFor() {
		String text = ReportTable.of(report(List.of(new Finding("a.jar", Verdict.INTACT, null, 3 << 20, 30),
				new Finding("b.jar", Verdict.CORRUPT, "its SHA-1 is not the published one", 1 << 20, 10)), 7));
		assertThat(text).containsPattern("2 \\| 4.0 MiB \\| +1.00 s \\| +4.0 MiB/s \\| +1 \\| +1 \\| +0 \\|")
			.contains("not counted: 7")
			.containsPattern("b.jar \\| corrupt \\| its SHA-1")
			.contains("2.0 x", "about 800 ms");
	}

	@Test
	void namesCannotRewriteTheTerminal() {
		String text = ReportTable.of(report(List.of(Finding.unreadable("a\u001b[2J\nb.jar", "x\u0007")), 0));
		assertThat(text).contains("a?[2J?b.jar").doesNotContain("\u001b", "\u0007");
	}

	@Test
	void longPathsKeepTheirEnds() {
		String text = ReportTable.of(report(List.of(Finding.unreadable("x/".repeat(200) + "b.jar", "gone")), 0));
		assertThat(text).contains("...", "/b.jar");
		assertThat(text.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThan(150));
	}

	@Test
	void manyProblemsAreCutShort() {
		List<Finding> findings = IntStream.range(0, 100)
			.mapToObj((i) -> Finding.unreadable("f" + i + ".jar", "gone"))
			.toList();
		assertThat(ReportTable.of(report(findings, 0))).contains("the first 25 of 100");
	}

	private static AuditReport report(List<Finding> findings, long missing) {
		return AuditReport.of(Path.of("root"), Instant.EPOCH, 1000, findings, missing, SAMPLE, List.of());
	}

}
