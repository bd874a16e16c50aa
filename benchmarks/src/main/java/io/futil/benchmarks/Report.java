package io.futil.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.futil.benchmarks.measure.Bound;
import io.futil.benchmarks.measure.Comparison;
import io.futil.benchmarks.measure.Figure;
import io.futil.benchmarks.measure.Reference;
import io.futil.benchmarks.peer.Implementation;

/**
 * The comparisons as lines of a table.
 */
final class Report {

	private static final String[] HEADER = { "row", "figure", "implementation", "median", "x limit", "x peer", "must",
			"aim", "others" };

	private final List<String[]> lines = new ArrayList<>();

	private Report() {
		this.lines.add(HEADER);
	}

	static String of(List<Comparison> comparisons) {
		Report report = new Report();
		comparisons.forEach(report::add);
		return TextTable.of(report.lines);
	}

	private void add(Comparison comparison) {
		Collection<Implementation> measured = comparison.rounds().get(0).outcomes().keySet();
		for (Figure figure : comparison.row().figures()) {
			for (Implementation implementation : measured) {
				if (figure == comparison.row().figures().get(0) || hasValue(comparison, figure, implementation)) {
					this.lines.add(line(comparison, figure, implementation));
				}
			}
		}
	}

	private static String[] line(Comparison comparison, Figure figure, Implementation implementation) {
		boolean judged = (implementation == comparison.row().judged());
		return new String[] { comparison.row().name(), figure.name(), implementation.toString(),
				hasValue(comparison, figure, implementation) ? number(comparison.value(implementation, figure))
						: comparison.failure(implementation),
				ratio(comparison, figure, implementation, figure.limit()),
				ratio(comparison, figure, implementation, figure.peer()),
				judged ? verdict(comparison, figure, figure.must()) : "",
				judged ? verdict(comparison, figure, figure.aim()) : "",
				String.format(Locale.ROOT, "%.2f", comparison.others(implementation)) };
	}

	private static boolean hasValue(Comparison comparison, Figure figure, Implementation implementation) {
		return !Double.isNaN(comparison.value(implementation, figure));
	}

	private static String ratio(Comparison comparison, Figure figure, Implementation implementation,
			Reference reference) {
		double ratio = comparison.ratio(implementation, figure, reference);
		return Double.isNaN(ratio) ? "" : number(ratio) + " x " + reference.label();
	}

	private static String verdict(Comparison comparison, Figure figure, Bound bound) {
		if (!bound.exists()) {
			return "";
		}
		double reached = comparison.ratio(comparison.row().judged(), figure, bound.reference());
		if (Double.isNaN(reached)) {
			return hasValue(comparison, figure, comparison.row().judged()) ? "" : "NOT MET";
		}
		String goal = (number(reached) + " <= " + number(bound.factor()) + " " + bound.reference().label()).strip();
		return goal + (bound.isMetBy(reached) ? ": met" : ": NOT MET");
	}

	private static String number(double value) {
		if (value >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (value >= 1) ? "%.2f" : "%.3f", value);
	}

}
