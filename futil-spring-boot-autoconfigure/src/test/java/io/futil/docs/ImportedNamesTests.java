package io.futil.docs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.futil.docs.Page.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who copies an example is told in the README where its names come from.
 */
class ImportedNamesTests {

	private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)\\.(\\w+);$",
			Pattern.MULTILINE);

	/**
	 * What has to be told: all of futil, and what its verbs take and its options need.
	 */
	private static final Pattern TOLD = Pattern
		.compile("io\\.futil(?!\\.docs\\b).*|org\\.springframework\\.util\\.function|java\\.time\\.Duration");

	private static final Pattern PLAIN = Pattern.compile("io\\.futil\\.fanout");

	@Test
	void theReadmeNamesWhatIsElsewhereThanTheApiAndNothingElse() {
		String told = Readme.text()
			.lines()
			.filter((line) -> line.startsWith("And call many things at once."))
			.collect(Collectors.joining());
		Set<String> imported = imported();
		assertThat(imported).isNotEmpty().allSatisfy((name) -> {
			String owner = name.substring(0, name.lastIndexOf('.'));
			boolean nested = owner.matches(".*\\.[A-Z]\\w*") && !owner.startsWith("java.");
			String written = nested ? owner.substring(owner.lastIndexOf('.') + 1) + name.substring(owner.length())
					: name.substring(owner.length() + 1);
			assertThat(told).containsPattern("`@?" + Pattern.quote(written) + "`");
			assertThat(told).contains("`" + (nested ? "io.futil.fanout" : owner) + "`");
		});
		Set<String> simple = imported.stream()
			.map((name) -> name.substring(name.lastIndexOf('.') + 1))
			.collect(Collectors.toSet());
		assertThat(Pattern.compile("`@?(?:[A-Z]\\w*\\.)?(\\w+)`")
			.matcher(told)
			.results()
			.map((MatchResult code) -> code.group(1))).isNotEmpty().isSubsetOf(simple);
	}

	/** What the examples need, each as it is imported where it is compiled. */
	private static Set<String> imported() {
		List<String> sources = Readme.sources();
		Set<String> names = new TreeSet<>();
		Page.all().stream().flatMap((page) -> page.blocks("java").stream()).map(Block::code).forEach((code) -> {
			String dense = Readme.dense(code);
			sources.stream()
				.filter((source) -> source.contains(dense))
				.flatMap(ImportedNamesTests::imports)
				.filter((name) -> Pattern.compile("\\b" + simple(name) + "\\b").matcher(dense).find())
				.forEach(names::add);
		});
		return names;
	}

	private static Stream<String> imports(String source) {
		return IMPORT.matcher(source)
			.results()
			.filter((found) -> TOLD.matcher(found.group(1)).matches() && !PLAIN.matcher(found.group(1)).matches())
			.map((found) -> found.group(1) + "." + (found.group(1).startsWith("java.") ? "ofMillis" : found.group(2)));
	}

	private static String simple(String name) {
		return name.substring(name.lastIndexOf('.') + 1);
	}

}
