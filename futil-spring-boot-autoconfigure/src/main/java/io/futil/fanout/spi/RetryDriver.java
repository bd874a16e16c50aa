package io.futil.fanout.spi;

/**
 * Turns the retry settings of calls into strategies. The engine has a driver of its own;
 * another one brings in a library that people already observe their retries with. All
 * drivers make the same attempts with the same delays.
 */
@FunctionalInterface
public interface RetryDriver {

	/**
	 * Make a strategy.
	 * @param plan what to do
	 * @return a strategy that does it
	 */
	RetryStrategy drive(RetryPlan plan);

}
