package io.futil.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.futil.docs.Page.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page shows is compiled, where it leads to is there, and nobody looks for it in
 * vain.
 */
class PageTests {

	/** Code in any other language, or in none, would be looked at by no test. */
	private static final Set<String> LANGUAGES = Set.of("java", "yaml", "properties", "xml", "promql", "json", "text");

	private static final List<String> SOURCES = Readme.sources();

	static Stream<Block> javaBlocks() {
		return Page.all().stream().flatMap((page) -> page.blocks("java").stream());
	}

	static List<Page> pages() {
		return Page.all();
	}

	static List<Page> referencePages() {
		return Page.reference();
	}

	/** Others link to these, or they to others. */
	static Stream<Page> linkedPages() {
		return Stream.concat(Page.all().stream(),
				Stream.of("CHANGELOG.md", "CONTRIBUTING.md", "benchmarks/README.md", "stress/README.md").map(Page::of));
	}

	@ParameterizedTest
	@MethodSource("javaBlocks")
	void eachExampleIsCompiled(Block block) {
		assertThat(SOURCES).anyMatch((source) -> source.contains(Readme.dense(block.code())));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void eachBlockIsInALanguageThatIsLookedAt(Page page) {
		assertThat(page.blocks()).extracting(Block::language).isSubsetOf(LANGUAGES);
		assertThat(page.prose()).doesNotContain("```");
	}

	@ParameterizedTest
	@MethodSource("linkedPages")
	void whereItLeadsToIsThere(Page page) throws Exception {
		for (String link : page.links()) {
			if (!link.startsWith("https://") && !link.startsWith("http://")) {
				String[] parts = link.split("#", 2);
				Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
				assertThat(Files.exists(target)).as(link).isTrue();
				assertThat(target.startsWith(Page.ROOT)).as(link).isTrue();
				if (parts.length > 1) {
					assertThat(new Page(target, Files.readString(target)).anchors()).as(link).contains(parts[1]);
				}
			}
		}
	}

	@Test
	void eachPageIsInTheIndex() {
		Page index = Page.of("docs/README.md");
		List<String> listed = index.links().stream().filter((link) -> link.endsWith(".md")).toList();
		assertThat(listed).doesNotHaveDuplicates();
		assertThat(listed.stream().map((link) -> index.file().resolveSibling(link).normalize())).containsAll(
				Page.reference().stream().map(Page::file).filter((file) -> !file.equals(index.file())).toList());
	}

	@ParameterizedTest
	@MethodSource("referencePages")
	void itOpensWithWhatTheReaderCanDoAfterwards(Page page) {
		boolean decision = page.file().getParent().endsWith("decisions");
		assertThat(page.text())
			.containsPattern(decision ? "\\A# \\d{4}: .+\n\n## Context\n(?s).+\n## Decision\n.+\n## Consequences\n"
					: "\\A# .+\n\nAfter this page you ");
	}

	/**
	 * A heading is how a search and a link find a place, so it says one thing on a page.
	 */
	@ParameterizedTest
	@MethodSource("referencePages")
	void eachHeadingIsThereOnce(Page page) {
		assertThat(page.prose().lines().filter((line) -> Pattern.matches("#{1,6} .+", line))).isNotEmpty()
			.doesNotHaveDuplicates();
	}

}
