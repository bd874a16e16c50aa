package io.futil.benchmarks.measure;

import io.futil.benchmarks.peer.Implementation;

/**
 * How a workload is measured.
 */
public sealed interface Measurement permits JmhMeasurement, TrialMeasurement {

	/**
	 * Run the workload in a new JVM.
	 * @param implementation for whom
	 * @param effort how long
	 * @return what was measured
	 * @throws Exception if the workload is broken or its result is wrong
	 */
	Outcome measure(Implementation implementation, Effort effort) throws Exception;

}
