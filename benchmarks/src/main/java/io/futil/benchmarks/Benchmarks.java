package io.futil.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.futil.benchmarks.measure.Comparison;
import io.futil.benchmarks.measure.Outcome;
import io.futil.benchmarks.measure.Round;
import io.futil.benchmarks.measure.Row;
import io.futil.benchmarks.peer.Implementation;

/**
 * The command: runs rows, prints progress to the standard error and a table to the
 * standard output. Fails if a workload does or if a result is wrong, not if a goal is
 * missed.
 */
public final class Benchmarks {

	/** How many processors others may use before a measurement counts as disturbed. */
	static final double QUIET = 0.15;

	private final CommandLine line;

	private Benchmarks(CommandLine line) {
		this.line = line;
	}

	public static void main(String[] args) throws Exception {
		CommandLine line;
		try {
			line = CommandLine.parse(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			return;
		}
		List<Comparison> comparisons = new Benchmarks(line).run();
		System.out.println(Machine.describe());
		System.out.println(Report.of(comparisons));
	}

	private List<Comparison> run() throws Exception {
		List<Comparison> comparisons = new ArrayList<>();
		for (Row row : this.line.rows()) {
			List<Round> rounds = new ArrayList<>();
			for (int number = 1; number <= this.line.rounds(); number++) {
				System.err.println(row.title() + ", round " + number);
				rounds.add(round(row, number));
			}
			comparisons.add(new Comparison(row, rounds));
		}
		return comparisons;
	}

	/**
	 * Every other round goes backwards, so that a machine that slows down or speeds up
	 * favours nobody.
	 */
	private Round round(Row row, int number) throws Exception {
		List<Implementation> order = new ArrayList<>(this.line.implementations(row));
		if (number % 2 == 0) {
			Collections.reverse(order);
		}
		Map<Implementation, Outcome> outcomes = new EnumMap<>(Implementation.class);
		for (Implementation implementation : order) {
			Outcome outcome = quietest(row, implementation);
			outcomes.put(implementation, outcome);
		}
		return new Round(outcomes);
	}

	/**
	 * On a machine with other work, measures again until that rests.
	 */
	private Outcome quietest(Row row, Implementation implementation) throws Exception {
		Outcome quietest = measure(row, implementation);
		for (int more = this.line.patience(); more > 0 && quietest.others() > QUIET; more--) {
			Outcome outcome = measure(row, implementation);
			quietest = (outcome.others() < quietest.others()) ? outcome : quietest;
		}
		return quietest;
	}

	private Outcome measure(Row row, Implementation implementation) throws Exception {
		OtherLoad before = OtherLoad.now();
		Outcome outcome = row.measurement().measure(implementation, this.line.effort());
		outcome = outcome.others(before.since());
		System.err.println("  " + implementation + ": " + outcome);
		return outcome;
	}

}
