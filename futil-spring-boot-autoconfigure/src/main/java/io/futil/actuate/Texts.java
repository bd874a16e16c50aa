package io.futil.actuate;

import java.util.regex.Pattern;

/**
 * Names that come from users, cut to what may be shown.
 */
final class Texts {

	private static final int LONGEST_NAME = 64;

	private static final int LONGEST_LINE = 256;

	/** What means nothing to a log, whatever reads it. */
	private static final Pattern UNUSUAL = Pattern.compile("[^\\p{L}\\p{N} ._@/-]");

	private Texts() {
	}

	/** An operation or a thread. */
	static String name(String text) {
		return shown(text, LONGEST_NAME);
	}

	/** A frame of a stack, or where a setting was written. */
	static String line(String text) {
		return shown(text, LONGEST_LINE);
	}

	/** A name for a line of a log. */
	static String logged(String text) {
		return UNUSUAL.matcher(name(text)).replaceAll("?");
	}

	private static String shown(String text, int longest) {
		int end = text.offsetByCodePoints(0,
				Math.min(longest, text.codePointCount(0, Math.min(text.length(), 2 * longest))));
		for (int i = 0; i < end; i++) {
			if (isOdd(text.charAt(i))) {
				return plain(text, end);
			}
		}
		return (end < text.length()) ? text.substring(0, end) : text;
	}

	private static boolean isOdd(char character) {
		return Character.isISOControl(character) || Character.isSurrogate(character)
				|| Character.getType(character) == Character.LINE_SEPARATOR
				|| Character.getType(character) == Character.PARAGRAPH_SEPARATOR
				|| Character.getType(character) == Character.FORMAT;
	}

	/**
	 * Half a surrogate pair cannot be written as JSON, and a control is not to be seen.
	 */
	private static String plain(String text, int end) {
		StringBuilder plain = new StringBuilder(end);
		text.substring(0, end)
			.codePoints()
			.map((point) -> (point <= Character.MAX_VALUE && isOdd((char) point)) ? '?' : point)
			.forEach(plain::appendCodePoint);
		return plain.toString();
	}

}
