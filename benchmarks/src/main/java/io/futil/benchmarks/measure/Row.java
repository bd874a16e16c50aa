package io.futil.benchmarks.measure;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.futil.benchmarks.peer.Implementation;

/**
 * A workload and how good futil has to be at it.
 *
 * @param name its name on the command line
 * @param title what the workload is
 * @param measurement how it is measured
 * @param figures what is measured
 * @param leftOut the implementations for which it makes no sense
 * @param judged whose figures have to be that good
 */
public record Row(String name, String title, Measurement measurement, List<Figure> figures, Set<Implementation> leftOut,
		Implementation judged) {

	public static Row of(String name, String title, Measurement measurement, Figure... figures) {
		return new Row(name, title, measurement, List.of(figures), Implementation.SPECIALISTS, Implementation.FUTIL);
	}

	public Row without(Implementation... implementations) {
		Set<Implementation> leftOut = EnumSet.copyOf(this.leftOut);
		leftOut.addAll(List.of(implementations));
		return new Row(this.name, this.title, this.measurement, this.figures, leftOut, this.judged);
	}

	public Row with(Implementation... implementations) {
		Set<Implementation> leftOut = EnumSet.copyOf(this.leftOut);
		List.of(implementations).forEach(leftOut::remove);
		return new Row(this.name, this.title, this.measurement, this.figures, leftOut, this.judged);
	}

	public Row only(Implementation... implementations) {
		return new Row(this.name, this.title, this.measurement, this.figures,
				EnumSet.complementOf(EnumSet.copyOf(List.of(implementations))), this.judged);
	}

	public Row judging(Implementation implementation) {
		return new Row(this.name, this.title, this.measurement, this.figures, this.leftOut, implementation);
	}

	/**
	 * Those it can be measured for on this Java.
	 * @return the implementations in the order of the report
	 */
	public List<Implementation> implementations() {
		return Implementation.available().stream().filter((one) -> !this.leftOut.contains(one)).toList();
	}

	/**
	 * Those without which nothing can be judged.
	 * @return the implementations in the order of the report
	 */
	public List<Implementation> needed() {
		Set<Implementation> needed = EnumSet.of(this.judged);
		for (Figure figure : this.figures) {
			figure.references().forEach((reference) -> needed.addAll(reference.needs()));
		}
		return implementations().stream().filter(needed::contains).toList();
	}

}
