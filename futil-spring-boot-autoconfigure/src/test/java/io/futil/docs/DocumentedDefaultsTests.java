package io.futil.docs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.futil.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Defaults that the pages tell in passing are those of the metadata, which has those of
 * the code, and versions are those of the build.
 */
class DocumentedDefaultsTests {

	private static final Pattern POM_VALUE = Pattern.compile("<([A-Za-z.-]+)>([^<]+)</\\1>");

	private final Metadata metadata = Metadata.read();

	/** A page, how it tells a default, and the key. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			docs/retry.md   | (\\d+) attempts, 500 ms, doubled                   | futil.retry.max-attempts
			docs/retry.md   | 3 attempts, (\\d+ ms), doubled                     | futil.retry.delay
			docs/retry.md   | doubled, at most (\\d+ s), no jitter               | futil.retry.max-delay
			docs/tuning.md  | `io` runs (\\d+) tasks at once                     | futil.executors.io.concurrency-limit
			docs/tuning.md  | So the default of (\\d+) does                      | futil.executors.io.concurrency-limit
			docs/tuning.md  | a queue of ([\\d,]+) on `cpu`                      | futil.executors.cpu.queue-capacity
			docs/tuning.md  | the default of ([\\d,]+) would be                  | futil.executors.io.queue-capacity
			docs/tuning.md  | `cancelGrace`, (\\d+ s)econd unless set            | futil.fan-out.cancel-grace
			docs/tuning.md  | `futil\\.fan-out\\.hedge-budget: ([\\d.]+)`.*, the default | futil.fan-out.hedge-budget
			""")
	void aDefaultIsThatOfTheCode(String page, String sentence, String key) {
		String told = only(page, sentence);
		Object expected = Objects.requireNonNull(this.metadata.defaultOf(key));
		if (expected.toString().matches("\\d+m?s")) {
			assertThat(DurationStyle.detectAndParse(told.replace(" ", "")))
				.isEqualTo(DurationStyle.detectAndParse(expected.toString()));
		}
		else {
			assertThat(told.replace(",", "")).isEqualTo(expected.toString());
		}
	}

	@Test
	void wordsForDefaultsOfRetryAreThoseOfTheCode() {
		assertThat(Page.of("docs/retry.md").text()).contains("doubled, at most 30 s, no jitter, unless configured");
		assertThat(this.metadata.defaultOf("futil.retry.multiplier")).hasToString("2");
		assertThat(DurationStyle.detectAndParse(String.valueOf(this.metadata.defaultOf("futil.retry.jitter"))))
			.isZero();
	}

	@Test
	void theBudgetOfHedgesIsThatOfTheCode() {
		assertThat(only("docs/hedging.md", "one hedge for every (ten) calls \\(`futil\\.fan-out\\.hedge-budget`\\)"))
			.isEqualTo("ten");
		assertThat(this.metadata.defaultOf("futil.fan-out.hedge-budget")).hasToString("0.1");
	}

	/** Size, time of a task, allowed wait, capacity, wait behind the default. */
	@Test
	void capacitiesOfQueuesAreCalculatedAsTold() {
		int byDefault = Integer.parseInt(String.valueOf(this.metadata.defaultOf("futil.executors.io.queue-capacity")));
		List<List<String>> rows = Page.of("docs/tuning.md")
			.rows()
			.stream()
			.filter((row) -> row.size() == 5 && row.get(0).matches("\\d+"))
			.toList();
		assertThat(rows).hasSize(3).allSatisfy((row) -> {
			long size = number(row.get(0));
			long task = number(row.get(1).replace(" ms", ""));
			assertThat(number(row.get(3))).isEqualTo(number(row.get(2).replace(" ms", "")) * size / task);
			assertThat(number(row.get(4).replaceAll("[^0-9]", ""))).isEqualTo(byDefault * task / size / 1000);
		});
	}

	@Test
	void versionsAreThoseOfTheBuild() {
		String pom = Page.of("pom.xml").text();
		Map<String, String> versions = Map.of("io.futil", pomValue(pom, "version"), "org.springframework.retry",
				pomValue(pom, "spring-retry.version"), "com.hazelcast", pomValue(pom, "hazelcast.version"),
				"org.springframework.cloud", pomValue(pom, "spring-cloud-context.version"));
		List<String> told = Page.all()
			.stream()
			.flatMap((page) -> page.blocks("xml").stream())
			.map(Page.Block::code)
			.filter((code) -> code.contains("<version>"))
			.toList();
		assertThat(told).isNotEmpty()
			.allSatisfy(
					(code) -> assertThat(pomValue(code, "version")).isEqualTo(versions.get(pomValue(code, "groupId"))));
		assertThat(told).anyMatch((code) -> code.contains("spring-retry"));
		assertThat(only("docs/getting-started.md", "You need Java (\\d+) or later"))
			.isEqualTo(pomValue(pom, "maven.compiler.release"));
		assertThat(only("docs/getting-started.md", "puts (\\S+) into your local repository"))
			.isEqualTo(pomValue(pom, "version"));
	}

	private static String only(String page, String sentence) {
		List<String> told = Pattern.compile(sentence)
			.matcher(Page.of(page).text())
			.results()
			.map((MatchResult match) -> match.group(1))
			.toList();
		assertThat(told).as(sentence).hasSize(1);
		return told.get(0);
	}

	/** The first of that name. */
	private static String pomValue(String xml, String name) {
		return POM_VALUE.matcher(xml)
			.results()
			.filter((value) -> value.group(1).equals(name))
			.map((value) -> value.group(2))
			.findFirst()
			.orElseThrow();
	}

	private static long number(String text) {
		return Long.parseLong(text.replace(",", ""));
	}

}
