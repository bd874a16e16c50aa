package io.futil.cluster;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * What the current thread allocates, which is the same each time it does the same.
 */
final class Heap {

	private Heap() {
	}

	static long allocatedBy(Runnable work) {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		work.run();
		return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
	}

}
