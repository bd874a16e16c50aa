package io.futil.benchmarks;

import java.util.List;

/**
 * A table that reads well in a terminal and is Markdown too.
 */
public final class TextTable {

	private TextTable() {
	}

	/**
	 * Lay out a table.
	 * @param lines its lines, the first is the header
	 * @return the text
	 */
	public static String of(List<String[]> lines) {
		int[] widths = new int[lines.get(0).length];
		for (String[] line : lines) {
			for (int column = 0; column < widths.length; column++) {
				widths[column] = Math.max(widths[column], line[column].length());
			}
		}
		StringBuilder text = new StringBuilder();
		append(text, lines.get(0), widths);
		for (int width : widths) {
			text.append('|').append("-".repeat(width + 2));
		}
		text.append("|\n");
		lines.subList(1, lines.size()).forEach((line) -> append(text, line, widths));
		return text.toString();
	}

	private static void append(StringBuilder text, String[] line, int[] widths) {
		for (int column = 0; column < widths.length; column++) {
			text.append("| ").append(line[column]).append(" ".repeat(widths[column] - line[column].length() + 1));
		}
		text.append("|\n");
	}

}
