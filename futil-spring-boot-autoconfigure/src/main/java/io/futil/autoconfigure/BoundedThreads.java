package io.futil.autoconfigure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A new thread per task, no more than a limit at once; what comes then waits its turn in
 * a queue, and what finds that full is refused. A thread that ends passes its permit on
 * to the task that has waited longest, so there is no moment in which a newcomer could
 * overtake.
 */
final class BoundedThreads implements GracefulStop.TasksInHand {

	private final ThreadFactory factory;

	private final int queueCapacity;

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	private final WithdrawnTasks withdrawn = new WithdrawnTasks();

	private final Map<Thread, Runnable> running = new ConcurrentHashMap<>();

	private final SpareTasks spares = new SpareTasks();

	private final LongAdder ended = new LongAdder();

	/** Changed with the lock held. */
	private volatile int limit;

	private int permitsTaken;

	/** Whether there may be more permits than the limit, because that was lowered. */
	private volatile boolean shrunk;

	private boolean closed;

	private volatile boolean interrupted;

	BoundedThreads(ThreadFactory factory, int limit, int queueCapacity) {
		this.factory = factory;
		this.limit = limit;
		this.queueCapacity = queueCapacity;
	}

	/**
	 * Run a task now or later; never waits.
	 * @throws RejectedExecutionException if there is no room
	 */
	void take(Runnable task) {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new RejectedExecutionException("is shut down");
			}
			if (this.permitsTaken >= this.limit) {
				if (this.waiting.size() >= this.queueCapacity && !this.withdrawn.sweep(this.waiting)) {
					throw new RejectedExecutionException("is full");
				}
				this.waiting.add(task);
				return;
			}
			this.permitsTaken++;
		}
		finally {
			this.lock.unlock();
		}
		try {
			startThread(task);
		}
		catch (Throwable ex) {
			Runnable unlucky = passOn();
			while (unlucky != null) {
				DecoratedTask.cancel(unlucky);
				unlucky = passOn();
			}
			throw ex;
		}
	}

	/** A task need not run any more, if it waits. */
	void withdraw(Runnable task) {
		this.lock.lock();
		try {
			this.withdrawn.add(task, this.waiting);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startThread(Runnable task) {
		this.factory.newThread(() -> runInTurn(task)).start();
	}

	private void runInTurn(Runnable first) {
		Runnable task = first;
		while (task != null) {
			try {
				run(task);
			}
			catch (Throwable ex) {
				report(ex);
			}
			task = passOn();
		}
	}

	/**
	 * Give this thread's permit to the next task, or back.
	 * @return the next task if no thread could be started for it: it is to run here
	 */
	private @Nullable Runnable passOn() {
		Runnable next;
		this.lock.lock();
		try {
			next = (this.permitsTaken <= this.limit) ? this.waiting.poll() : null;
			if (next == null) {
				this.permitsTaken--;
				return null;
			}
		}
		finally {
			this.lock.unlock();
		}
		try {
			startThread(next);
			return null;
		}
		catch (Throwable ex) {
			report(ex);
			return next;
		}
	}

	private void run(Runnable task) {
		Thread thread = Thread.currentThread();
		Thread.interrupted();
		this.running.put(thread, task);
		try {
			if (this.interrupted) {
				DecoratedTask.cancel(task);
			}
			else {
				task.run();
			}
		}
		finally {
			this.running.remove(thread);
			this.ended.increment();
		}
	}

	/** As if the thread had died of it; but the permit has to be passed on. */
	private static void report(Throwable ex) {
		Thread thread = Thread.currentThread();
		try {
			thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
		}
		catch (Throwable ignored) {
			// The virtual machine ignores what a handler throws, too.
		}
	}

	/**
	 * Change the limit, and start as many of the tasks that wait as it now has room for.
	 * @return the limit before
	 */
	int limit(int newLimit) {
		int before = setLimit(newLimit);
		try {
			for (Runnable next = takePermit(); next != null; next = takePermit()) {
				startWaiting(next);
			}
		}
		catch (Throwable ex) {
			setLimit(before);
			throw ex;
		}
		return before;
	}

	private int setLimit(int newLimit) {
		this.lock.lock();
		try {
			int before = this.limit;
			this.limit = newLimit;
			this.shrunk = this.permitsTaken > newLimit;
			return before;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Runnable takePermit() {
		this.lock.lock();
		try {
			Runnable next = (this.permitsTaken < this.limit) ? this.waiting.poll() : null;
			this.permitsTaken += (next != null) ? 1 : 0;
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startWaiting(Runnable task) {
		try {
			startThread(task);
		}
		catch (Throwable ex) {
			if (!putBack(task)) {
				DecoratedTask.cancel(task);
			}
			throw ex;
		}
	}

	/**
	 * Give a permit back that there was no thread for, and let its task wait on.
	 * @return {@code false} if nobody is left who would pass a permit on to it
	 */
	private boolean putBack(Runnable task) {
		this.lock.lock();
		try {
			this.permitsTaken--;
			if (this.permitsTaken > 0) {
				this.waiting.addFirst(task);
			}
			return this.permitsTaken > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	int limit() {
		return this.limit;
	}

	/** Whether more tasks run than the limit allows by now. */
	boolean isOvercrowded() {
		if (this.shrunk) {
			this.lock.lock();
			try {
				this.shrunk = this.permitsTaken > this.limit;
			}
			finally {
				this.lock.unlock();
			}
		}
		return this.shrunk;
	}

	SpareTasks spares() {
		return this.spares;
	}

	int runningCount() {
		this.lock.lock();
		try {
			return this.permitsTaken;
		}
		finally {
			this.lock.unlock();
		}
	}

	int waitingCount() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** How many tasks have run, or were cancelled when their turn came. */
	long endedCount() {
		return this.ended.sum();
	}

	@Override
	public boolean areAtMost(int running) {
		this.lock.lock();
		try {
			return this.permitsTaken + this.spares.count() <= running && this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void interrupt() {
		List<Runnable> given;
		this.lock.lock();
		try {
			given = List.copyOf(this.waiting);
			this.waiting.clear();
		}
		finally {
			this.lock.unlock();
		}
		given.forEach(DecoratedTask::cancel);
		this.interrupted = true;
		this.running.keySet().forEach(Thread::interrupt);
		this.spares.interrupt();
	}

	@Override
	public void cancel() {
		DecoratedTask.cancelOthers(this.running);
		this.spares.cancel();
	}

}
