package io.futil.sample.audit;

import java.util.Locale;
import java.util.Optional;

/**
 * The text of a checksum file. People and tools write it in many ways; these are
 * understood, in either case of letters:
 * <ul>
 * <li>the value alone;
 * <li>the value, blanks, the file name, perhaps with an asterisk before it;
 * <li>the file name, a colon or an equals sign, the value, as in
 * {@code SHA1 (name) = value}.
 * </ul>
 * Only the first line that is not blank counts.
 */
final class ChecksumText {

	private ChecksumText() {
	}

	static Optional<String> parse(String text, Algorithm algorithm) {
		return text.lines()
			.map(ChecksumText::plain)
			.filter((line) -> !line.isEmpty())
			.findFirst()
			.flatMap((line) -> value(line, algorithm));
	}

	/**
	 * Without what some tools put in front: a byte-order mark (here as the three
	 * characters that its bytes are), or a backslash that says that the name is escaped.
	 */
	private static String plain(String line) {
		return line.replaceFirst("^(\u00EF\u00BB\u00BF)?\\\\?", "").replace('=', ' ').strip();
	}

	private static Optional<String> value(String line, Algorithm algorithm) {
		String[] words = line.split("\\s+");
		// First the front: a name at the end may look like a value, one in front ends in
		// a colon or a parenthesis.
		for (String word : new String[] { words[0], words[words.length - 1] }) {
			if (word.length() == algorithm.digits() && word.chars().allMatch(ChecksumText::isHexDigit)) {
				return Optional.of(word.toLowerCase(Locale.ROOT));
			}
		}
		return Optional.empty();
	}

	private static boolean isHexDigit(int c) {
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
	}

}
