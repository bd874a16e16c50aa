package io.futil.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, in Markdown.
 *
 * @param file where it is
 * @param text what is in it
 */
record Page(Path file, String text) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Path DOCS = ROOT.resolve("docs");

	private static final Pattern BLOCK = Pattern.compile("^```([^\n]*)\n(.*?)^```$",
			Pattern.DOTALL | Pattern.MULTILINE);

	private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

	private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *$", Pattern.MULTILINE);

	static Page of(String file) {
		return read(ROOT.resolve(file));
	}

	/** Those under {@code docs}. */
	static List<Page> reference() {
		try (Stream<Path> files = Files.walk(DOCS)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().map(Page::read).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The README and those under {@code docs}. */
	static List<Page> all() {
		return Stream.concat(Stream.of(of("README.md")), reference().stream()).toList();
	}

	private static Page read(Path file) {
		try {
			return new Page(file, Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Blocks of code, each with its language. */
	List<Block> blocks() {
		return BLOCK.matcher(this.text)
			.results()
			.map((block) -> new Block(this, block.group(1), block.group(2)))
			.toList();
	}

	List<Block> blocks(String language) {
		return blocks().stream().filter((block) -> block.language().equals(language)).toList();
	}

	/** What is set as code within the text, tables included. */
	List<String> code() {
		return CODE.matcher(prose()).results().map((MatchResult code) -> code.group(1)).toList();
	}

	/** Where it links to. */
	List<String> links() {
		return LINK.matcher(CODE.matcher(prose()).replaceAll("")).results().map((link) -> link.group(1)).toList();
	}

	/** The names by which its headings can be linked to, as code hosts make them. */
	Set<String> anchors() {
		Map<String, Integer> seen = new LinkedHashMap<>();
		Set<String> anchors = new HashSet<>();
		HEADING.matcher(prose()).results().map((heading) -> slug(heading.group(1))).forEach((slug) -> {
			int before = seen.merge(slug, 1, Integer::sum) - 1;
			anchors.add((before == 0) ? slug : slug + "-" + before);
		});
		return anchors;
	}

	private static String slug(String heading) {
		return heading.toLowerCase(Locale.ROOT)
			.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
			.replaceAll("[^\\p{L}\\p{N} _-]", "")
			.replace(' ', '-');
	}

	/** The rows of its tables, each as its cells. */
	List<List<String>> rows() {
		return prose().lines()
			.filter((line) -> line.startsWith("| ") && line.endsWith(" |"))
			.map((line) -> Stream.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
				.map(String::strip)
				.toList())
			.toList();
	}

	/** What stands under a heading, up to the next one; nothing if it is not there. */
	String section(String heading) {
		Pattern section = Pattern.compile("^(#+) " + Pattern.quote(heading) + "$(.*?)(?=^#{1,6} |\\z)",
				Pattern.DOTALL | Pattern.MULTILINE);
		return section.matcher(this.text).results().map((match) -> match.group(2)).findFirst().orElse("");
	}

	/** The page without its blocks of code. */
	String prose() {
		return BLOCK.matcher(this.text).replaceAll("");
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.file).toString();
	}

	/**
	 * A block of code.
	 *
	 * @param page where it is
	 * @param language what it is written in
	 * @param code the code
	 */
	record Block(Page page, String language, String code) {

		@Override
		public String toString() {
			return this.page + ": " + this.code.lines().findFirst().orElse("");
		}

	}

}
