package io.futil.fanout.spi;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the engine does on an executor. Lives as long as a call does or somebody holds it.
 */
public interface ExecutorActivity {

	/**
	 * The name of the executor: of its bean, or its class.
	 * @return the name
	 */
	String name();

	/**
	 * The executor itself.
	 * @return as the call names it
	 */
	Executor executor();

	/**
	 * How many tasks it runs at once, as it is configured now.
	 * @return the number, {@link Integer#MAX_VALUE} if it is not known or has no bound
	 */
	int concurrency();

	/**
	 * How many workers run tasks of calls now, on threads of the executor or its callers.
	 * @return the number, those waiting for nested calls included, abandoned ones too
	 */
	int active();

	/**
	 * How many tasks go on although their calls have ended.
	 * @return the number
	 */
	int abandoned();

	/**
	 * The tasks that go on although their calls have ended.
	 * @return the tasks, in no order
	 */
	List<AbandonedTask> abandonedTasks();

}
