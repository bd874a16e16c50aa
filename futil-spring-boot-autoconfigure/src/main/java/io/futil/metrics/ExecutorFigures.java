package io.futil.metrics;

/**
 * What there is to say of an executor that is no pool.
 */
public interface ExecutorFigures {

	/**
	 * How many tasks run now.
	 * @return the number
	 */
	int running();

	/**
	 * How many tasks may run at once.
	 * @return the number
	 */
	int limit();

	/**
	 * How many tasks have ended.
	 * @return the number
	 */
	long completed();

	/**
	 * How many tasks wait for their turn.
	 * @return the number
	 */
	int waiting();

	/**
	 * How many tasks may wait for their turn.
	 * @return the number
	 */
	int capacity();

}
