package io.futil.fanout.spi;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * An executor that knows the engine: it tells how many tasks it runs at once, lets the
 * engine decorate a worker once and hand it over many times, and makes spare threads.
 * <p>
 * An implementation runs every task, the engine's and everybody else's, inside
 * {@link WorkerThread#runAs(WorkerExecutor, Runnable)}, so that a call which is made from
 * one of its threads is recognised and cannot dead-lock the pool.
 */
public interface WorkerExecutor extends Executor {

	/**
	 * The number of tasks this executor runs at once.
	 * @return at least 1
	 */
	int concurrency();

	/**
	 * Whether this executor takes no more tasks.
	 * @return whether it was shut down
	 */
	boolean isShutdown();

	/**
	 * Whether this executor takes tasks from everybody. While it is stopping it may take
	 * some from its own threads only.
	 * @return whether it is neither stopping nor shut down
	 */
	default boolean isRunning() {
		return !isShutdown();
	}

	/**
	 * Apply the executor's own decoration to a worker. Called once per worker, on the
	 * thread of the caller whose context the worker is to have.
	 * @param worker the worker
	 * @return what is to run instead, any number of times
	 */
	Runnable decorate(Runnable worker);

	/**
	 * Run a task that is decorated already.
	 * @param task the task
	 * @throws RejectedExecutionException if the executor is full or shut down
	 */
	void executeDecorated(Runnable task);

	/**
	 * Somebody else has done what a task was for: it need not wait for its turn any more,
	 * nor take the place of one that does.
	 * @param task a task that was accepted by {@link #executeDecorated}; it may have been
	 * run
	 */
	default void withdraw(Runnable task) {
	}

	/**
	 * Whether the thread that makes a call may run some of its tasks itself, as one of
	 * the threads that {@link #concurrency()} counts. Asked on that thread, of calls
	 * without a deadline that return all results at once. The thread works for a moment
	 * only and then leaves the rest to this executor; a task that it is in by then, it
	 * sees to its end.
	 * @param helping how many callers do so now
	 * @return whether one more may; {@code false} unless overridden
	 */
	default boolean admitsCaller(int helping) {
		return false;
	}

	/**
	 * What the calls of this executor may retry, all together.
	 * @return the budget; {@code null}, for any number of retries, unless overridden
	 */
	default @Nullable RetryBudget retryBudget() {
		return null;
	}

	/**
	 * How often attempts of the calls of this executor may start, all together. Tasks
	 * that are handed to it in another way do not count.
	 * @return the limit; {@code null}, for no limit, unless overridden
	 */
	default @Nullable RateLimit rateLimit() {
		return null;
	}

	/**
	 * Where the tasks of this executor's calls run, if that is not here. Its threads then
	 * run workers that wait for what others do.
	 * @return what runs them; {@code null}, for here, unless overridden
	 */
	default @Nullable RemoteTasks remoteTasks() {
		return null;
	}

	/**
	 * Whether more tasks run than {@link #concurrency()} says, because that has become
	 * less. Workers give way then, as if others waited. Asked behind each task.
	 * @return whether some should go; {@code false} unless overridden
	 */
	default boolean isOvercrowded() {
		return false;
	}

	/**
	 * Make, but not start, a thread like those of this executor. It takes the place of a
	 * thread of the executor that waits for a nested call.
	 * @param task what the thread runs
	 * @return the new thread
	 */
	Thread newSpareThread(Runnable task);

}
