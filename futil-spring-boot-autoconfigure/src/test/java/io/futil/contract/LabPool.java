package io.futil.contract;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A pool that tells its lab when something leaves an interrupt flag behind. (A plain pool
 * clears such a flag before its next task, but the engine runs many tasks in one.)
 */
final class LabPool extends ThreadPoolExecutor {

	private final Lab lab;

	LabPool(Lab lab, int core, int max, BlockingQueue<Runnable> queue, RejectedExecutionHandler whenFull) {
		super(core, max, 10, TimeUnit.SECONDS, queue, lab::newThread, whenFull);
		this.lab = lab;
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
		if (!isShutdown() && Thread.currentThread().isInterrupted()) {
			this.lab.complain(Thread.currentThread() + " was left with its interrupt flag set");
		}
		if (thrown != null) {
			this.lab.complain("The engine let " + thrown + " escape into the pool");
		}
	}

}
