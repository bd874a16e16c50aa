package io.futil.benchmarks.measure;

import java.util.Map;

import io.futil.benchmarks.peer.Mapper;
import io.futil.benchmarks.peer.Workers;

/**
 * A workload that fits JMH badly: it needs a rest between calls, a second call beside the
 * first, or a heap that is too small. Has a constructor without parameters.
 */
public interface Trial {

	/**
	 * What may run at once.
	 * @return the workers
	 */
	Workers workers();

	/**
	 * Warm up, measure and check the results.
	 * @param mapper the implementation
	 * @param effort how long
	 * @return the figures by name
	 * @throws Exception if anything fails
	 */
	Map<String, Double> run(Mapper mapper, Effort effort) throws Exception;

}
