package io.futil.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.futil.benchmarks.measure.Effort;
import io.futil.benchmarks.measure.Row;
import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.row.Rows;

/**
 * What to run.
 *
 * @param rows the rows
 * @param rounds how many rounds of each
 * @param effort how long each JVM measures
 * @param patience how often to measure again if others disturb
 * @param chosen the implementations asked for, empty if none in particular
 */
record CommandLine(List<Row> rows, int rounds, Effort effort, int patience, List<Implementation> chosen) {

	static CommandLine parse(String... args) {
		CommandLine line = new CommandLine(Rows.all(), 3, Effort.THOROUGH, 0, List.of());
		Iterator<String> rest = List.of(args).iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			line = option.equals("--quick") ? line.quick() : line.with(option, value(option, rest));
		}
		return line;
	}

	private CommandLine quick() {
		return new CommandLine(this.rows, this.rounds, Effort.QUICK, this.patience, this.chosen);
	}

	private CommandLine with(String option, String value) {
		return switch (option) {
			case "--rows" -> new CommandLine(find(value, Rows.all(), Row::name), this.rounds, this.effort,
					this.patience, this.chosen);
			case "--rounds" ->
				new CommandLine(this.rows, positive(option, value), this.effort, this.patience, this.chosen);
			case "--patience" ->
				new CommandLine(this.rows, this.rounds, this.effort, positive(option, value), this.chosen);
			case "--implementations" -> new CommandLine(this.rows, this.rounds, this.effort, this.patience,
					find(value, List.of(Implementation.values()), Implementation::option));
			default -> throw new IllegalArgumentException("Unknown option " + option + "\n" + usage());
		};
	}

	private static int positive(String option, String value) {
		if (!value.matches("[1-9][0-9]{0,3}")) {
			throw new IllegalArgumentException(option + " needs a number of 1 or more\n" + usage());
		}
		return Integer.parseInt(value);
	}

	private static String value(String option, Iterator<String> rest) {
		if (!rest.hasNext()) {
			throw new IllegalArgumentException(option + " needs a value\n" + usage());
		}
		return rest.next();
	}

	private static <T> List<T> find(String names, List<T> all, Function<T, String> name) {
		List<T> found = new ArrayList<>();
		for (String wanted : names.split(",")) {
			found.add(all.stream()
				.filter((one) -> name.apply(one).equals(wanted))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("There is no " + wanted + "\n" + usage())));
		}
		return found;
	}

	/**
	 * The implementations of a row to run: those asked for, else in a hurry only those
	 * that futil is judged by.
	 * @param row the row
	 * @return the implementations
	 */
	List<Implementation> implementations(Row row) {
		if (!this.chosen.isEmpty()) {
			return this.chosen.stream().filter(row.implementations()::contains).toList();
		}
		return (this.effort == Effort.QUICK) ? row.needed() : row.implementations();
	}

	static String usage() {
		return """
				Options:
				  --rows NAMES             only these rows, separated by commas: %s
				  --rounds N               rounds of each row, 3 unless given
				  --quick                  shorter, and only what futil is judged by
				  --patience N             measure again, up to N times, what others have disturbed
				  --implementations NAMES  only these: %s
				""".formatted(Rows.all().stream().map(Row::name).collect(Collectors.joining(",")),
				Arrays.stream(Implementation.values()).map(Implementation::option).collect(Collectors.joining(",")));
	}

}
