package io.futil.fanout.spi;

/**
 * An executor that tells how busy it is, and whose size can be changed while it works.
 */
public interface ResizableExecutor extends WorkerExecutor {

	/**
	 * How busy it is now.
	 * @return tasks of anybody, not only of calls
	 */
	Load load();

	/**
	 * Change how many tasks it runs at once. Nothing that runs is interrupted: of a
	 * smaller executor threads go as their tasks end, of a larger one tasks that wait
	 * start at once.
	 * @param size the new {@link #concurrency()}, at least 1
	 * @return what it was before
	 * @throws IllegalArgumentException if the size is less than 1
	 * @throws Error if there is no thread to be had; the size is what it was then
	 */
	int resize(int size);

	/**
	 * How busy an executor is.
	 *
	 * @param running tasks that have a thread
	 * @param queued tasks that wait for one
	 * @param queueCapacity how many may wait
	 * @param completed how many have ended since it was made
	 */
	record Load(int running, int queued, int queueCapacity, long completed) {
	}

}
