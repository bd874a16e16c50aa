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
 * @param chosen the implementations asked for, empty if none in particular
 */
record CommandLine(List<Row> rows, int rounds, Effort effort, List<Implementation> chosen) {

	static CommandLine parse(String... args) {
		CommandLine line = new CommandLine(Rows.all(), 3, Effort.THOROUGH, List.of());
		Iterator<String> rest = List.of(args).iterator();
		while (rest.hasNext()) {
			line = line.with(rest.next(), rest);
		}
		return line;
	}

	private CommandLine with(String option, Iterator<String> rest) {
		return switch (option) {
			case "--quick" -> new CommandLine(this.rows, this.rounds, Effort.QUICK, this.chosen);
			case "--rounds" ->
				new CommandLine(this.rows, Integer.parseInt(value(option, rest)), this.effort, this.chosen);
			case "--rows" -> new CommandLine(find(value(option, rest), Rows.all(), Row::name), this.rounds, this.effort,
					this.chosen);
			case "--implementations" -> new CommandLine(this.rows, this.rounds, this.effort,
					find(value(option, rest), Implementation.available(), Implementation::option));
			default -> throw new IllegalArgumentException("Unknown option " + option + "\n" + usage());
		};
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
				  --implementations NAMES  only these: %s
				""".formatted(Rows.all().stream().map(Row::name).collect(Collectors.joining(",")),
				Arrays.stream(Implementation.values()).map(Implementation::option).collect(Collectors.joining(",")));
	}

}
