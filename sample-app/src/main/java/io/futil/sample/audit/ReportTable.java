package io.futil.sample.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;

/**
 * The report as tables for the console. Plain ASCII, since a plain locale prints nothing
 * else.
 */
final class ReportTable {

	private static final int MAX_PROBLEMS = 25;

	/** Tables fit into 80 columns. */
	private static final int FILE_WIDTH = 51;

	private static final int PROBLEM_FILE_WIDTH = 34;

	private static final int REASON_WIDTH = 27;

	private ReportTable() {
	}

	static String of(AuditReport report) {
		StringBuilder text = new StringBuilder();
		text.append(summary(report)).append('\n');
		if (report.files() == 0) {
			text.append("No file has a checksum (.sha1, .sha256 or .md5) beside it.\n");
		}
		if (report.missing() > 0) {
			text.append("Checksums without a file beside them, which are not counted: ")
				.append(number(report.missing()))
				.append('\n');
		}
		if (!report.problems().isEmpty()) {
			text.append('\n').append(problems(report));
		}
		if (!report.slowest().isEmpty()) {
			text.append("\nSlowest files\n").append(slowest(report)).append('\n');
			text.append("\nWhat fanning out gains\n").append(sample(report)).append('\n');
			text.append("Both find the files in the cache and the code compiled, so they beat the audit itself.\n");
		}
		if (!report.members().isEmpty()) {
			text.append("\nWho has hashed them\n").append(members(report)).append('\n');
		}
		return text.toString();
	}

	private static String summary(AuditReport report) {
		return table(List.of(report),
				List.of(right("files").with((row) -> number(row.files())),
						right("bytes").with((row) -> Units.bytes(row.bytes())),
						right("time").with((row) -> Units.time(row.millis())),
						right("throughput").with((row) -> Units.bytes(row.bytesPerSecond()) + "/s"),
						right("intact").with((row) -> number(row.intact())),
						right("corrupt").with((row) -> number(row.corrupt())),
						right("unreadable").with((row) -> number(row.unreadable()))));
	}

	private static String problems(AuditReport report) {
		List<Finding> shown = report.problems().stream().limit(MAX_PROBLEMS).toList();
		String title = (shown.size() == report.problems().size()) ? "Not intact\n" : "Not intact (the first "
				+ shown.size() + " of " + number(report.problems().size()) + "; all are in the JSON report)\n";
		return title + table(shown, List.of(file(PROBLEM_FILE_WIDTH),
				left("verdict").with((row) -> row.verdict().name().toLowerCase(Locale.ROOT)),
				left("why").maxWidth(REASON_WIDTH).with((row) -> Reasons.printable(String.valueOf(row.reason())))))
				+ '\n';
	}

	private static String slowest(AuditReport report) {
		return table(report.slowest(), List.of(file(FILE_WIDTH), right("bytes").with((row) -> Units.bytes(row.bytes())),
				right("time").with((row) -> Units.time(row.millis()))));
	}

	private static String sample(AuditReport report) {
		Sample sample = report.sample();
		String what = number(sample.files()) + " files, " + Units.bytes(sample.bytes());
		List<String[]> rows = new ArrayList<>();
		rows.add(new String[] { (sample.isEverything(report) ? "once more, all " : "a sample of ") + what,
				Units.time(sample.sequentialMillis()), Units.time(sample.fannedOutMillis()),
				sample.tells() ? String.format(Locale.ROOT, "%.1f x", sample.speedup()) : "too small to tell" });
		if (!sample.isEverything(report) && sample.standsFor(report.bytes())) {
			rows.add(new String[] { "everything (an estimate from the sample)",
					"about " + Units.time(sample.estimatedSequentialMillis()),
					"about " + Units.time(sample.estimatedFannedOutMillis()), "" });
		}
		return table(rows,
				List.of(left("work").with((row) -> row[0]), right("one after the other").with((row) -> row[1]),
						right("fanned out").with((row) -> row[2]), right("gain").with((row) -> row[3])));
	}

	private static String members(AuditReport report) {
		return table(report.members(),
				List.of(left("member").with(MemberShare::member), right("files").with((row) -> number(row.files())),
						right("bytes").with((row) -> Units.bytes(row.bytes()))));
	}

	private static ColumnData<Finding> file(int width) {
		return left("file").maxWidth(width + 2).with((row) -> shorten(Reasons.printable(row.file()), width));
	}

	/**
	 * The end of a path tells more than its beginning.
	 */
	private static String shorten(String file, int width) {
		return (file.length() <= width) ? file : "..." + file.substring(file.length() - width + 3);
	}

	private static <T> String table(List<T> rows, List<ColumnData<T>> columns) {
		return AsciiTable.builder()
			.border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
			.lineSeparator("\n")
			.data(rows, columns)
			.asString();
	}

	private static Column left(String header) {
		return new Column().header(header).headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT);
	}

	private static Column right(String header) {
		return new Column().header(header).headerAlign(HorizontalAlign.RIGHT).dataAlign(HorizontalAlign.RIGHT);
	}

	private static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

}
