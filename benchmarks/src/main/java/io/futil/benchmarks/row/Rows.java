package io.futil.benchmarks.row;

import java.util.List;

import io.futil.benchmarks.measure.Row;

/**
 * All rows.
 */
public final class Rows {

	private static final List<Row> ALL = List.of(TinyItems.ROW, MillionItems.ROW, HeavyItems.ROW, SmallCall.ROW,
			BesideHugeCall.ROW, Sleeps.ROW, FlakyItems.ROW, HedgedCalls.ROW, LazyItems.ROW, Neighbours.ROW,
			TinyItems.METRICS);

	private Rows() {
	}

	/**
	 * All rows.
	 * @return the rows in the order of the report
	 */
	public static List<Row> all() {
		return ALL;
	}

}
