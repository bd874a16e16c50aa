package io.futil.benchmarks.measure;

import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.peer.Mapper;

/**
 * The main class of the JVM that runs a trial. Prints a line for each figure.
 */
final class TrialMain {

	static final String FIGURE = "figure\t";

	private TrialMain() {
	}

	public static void main(String[] args) {
		try {
			Trial trial = Class.forName(args[0]).asSubclass(Trial.class).getDeclaredConstructor().newInstance();
			try (Mapper mapper = Implementation.valueOf(args[1]).open(trial.workers())) {
				trial.run(mapper, Effort.valueOf(args[2]))
					.forEach((name, value) -> System.out.println(FIGURE + name + "\t" + value));
			}
			System.exit(0);
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			System.exit(1);
		}
	}

}
