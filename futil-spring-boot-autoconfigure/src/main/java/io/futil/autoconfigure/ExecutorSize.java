package io.futil.autoconfigure;

/**
 * How many tasks an executor runs at once.
 *
 * @param core before tasks are queued
 * @param max once the queue is full; the same where threads are virtual
 */
record ExecutorSize(int core, int max) {

	static ExecutorSize of(ExecutorSpec spec) {
		return (spec instanceof ExecutorSpec.Platform pool) ? new ExecutorSize(pool.coreSize(), pool.maxSize())
				: new ExecutorSize(spec.size(), spec.size());
	}

}
