package io.futil.contract;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * A pool that tells its lab when something leaves an interrupt flag behind. (A plain pool
 * clears such a flag before its next task, but the engine runs many tasks in one.)
 */
final class LabPool extends ThreadPoolExecutor {

	private final Lab lab;

	/** Tasks that were taken and have not begun. */
	private final AtomicInteger inHand = new AtomicInteger();

	LabPool(Lab lab, int core, int max, BlockingQueue<Runnable> queue, RejectedExecutionHandler whenFull) {
		this(lab, core, max, queue, lab::newThread, whenFull);
	}

	LabPool(Lab lab, int core, int max, BlockingQueue<Runnable> queue, ThreadFactory threads,
			RejectedExecutionHandler whenFull) {
		super(core, max, 10, TimeUnit.SECONDS, queue, threads, whenFull);
		this.lab = lab;
	}

	@Override
	public void execute(Runnable task) {
		this.inHand.incrementAndGet();
		boolean taken = false;
		try {
			super.execute(task);
			taken = true;
		}
		finally {
			if (!taken) {
				this.inHand.decrementAndGet();
			}
		}
	}

	/** Whether a thread was told of a task but still looks as if it rested. */
	static boolean isWaking(ExecutorService service) {
		if (service instanceof LabPool pool && pool.getQueue() instanceof SynchronousQueue) {
			return pool.inHand.get() > 0;
		}
		return service instanceof ThreadPoolExecutor pool && !pool.getQueue().isEmpty()
				&& pool.getActiveCount() < pool.getPoolSize();
	}

	/** The same of a fork-join pool that nobody waits in. */
	static boolean isBusyForkJoin(ExecutorService service) {
		return service instanceof ForkJoinPool pool && !pool.isQuiescent();
	}

	@Override
	protected void beforeExecute(Thread thread, Runnable task) {
		this.inHand.decrementAndGet();
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
		// In this order: it is shut down first and interrupts then.
		if (Thread.currentThread().isInterrupted() && !isShutdown()) {
			this.lab.complain(Thread.currentThread() + " was left with its interrupt flag set");
		}
		if (thrown != null) {
			this.lab.complain("The engine let " + thrown + " escape into the pool");
		}
	}

}
