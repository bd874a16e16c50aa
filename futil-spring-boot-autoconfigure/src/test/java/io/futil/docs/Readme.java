package io.futil.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The README, and the sources its examples come from.
 */
final class Readme {

	private static final Path FILE = Path.of("..", "README.md");

	private static final Path SOURCES = Path.of("src", "test", "java", "io", "futil", "docs");

	private Readme() {
	}

	static String text() {
		return read(FILE);
	}

	/** The blocks of code in a language. */
	static List<String> blocks(String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(text())
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
	}

	/** The sources, each without indentation and blank lines. */
	static List<String> sources() {
		try (Stream<Path> files = Files.list(SOURCES)) {
			return files.map(Readme::read).map(Readme::dense).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Code without what does not matter: indentation and blank lines. */
	static String dense(String code) {
		return code.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n", "\n", "\n"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
