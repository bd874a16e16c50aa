package io.futil.contract;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Executors that do not do what they should, each as often as one likes: at the n-th
 * submission, counted from one, they are asked whether they fail.
 */
enum Fault {

	/** Refuses. */
	REJECTS((lab, fails) -> {
		Executor pool = pool(lab, new LinkedBlockingQueue<>(), lab::newThread);
		return (task) -> {
			if (fails.now()) {
				throw new RejectedExecutionException("fault");
			}
			pool.execute(task);
		};
	}),

	/** Breaks. */
	THROWS((lab, fails) -> {
		Executor pool = pool(lab, new LinkedBlockingQueue<>(), lab::newThread);
		return (task) -> {
			if (fails.now()) {
				throw new IllegalStateException("fault");
			}
			pool.execute(task);
		};
	}),

	/** Forgets. */
	DROPS((lab, fails) -> {
		Executor pool = pool(lab, new LinkedBlockingQueue<>(), lab::newThread);
		return (task) -> {
			if (!fails.now()) {
				pool.execute(task);
			}
		};
	}),

	/** Runs a task twice. */
	DOUBLES((lab, fails) -> {
		Executor pool = pool(lab, new LinkedBlockingQueue<>(), lab::newThread);
		return (task) -> {
			if (fails.now()) {
				pool.execute(task);
			}
			pool.execute(task);
		};
	}),

	/** Has no memory for a thread. */
	THREAD_FACTORY_THROWS((lab, fails) -> pool(lab, new SynchronousQueue<>(), (task) -> {
		if (fails.now()) {
			throw new OutOfMemoryError("fault");
		}
		return lab.newThread(task);
	})),

	/** Makes no thread, and a queue is there for the task. */
	THREAD_FACTORY_RETURNS_NULL((lab, fails) -> pool(lab, new ArrayBlockingQueue<>(1_000),
			(task) -> fails.now() ? nothing() : lab.newThread(task))),

	/** Makes no thread, and there is no queue. */
	THREAD_FACTORY_RETURNS_NULL_WITHOUT_QUEUE((lab, fails) -> pool(lab, new SynchronousQueue<>(),
			(task) -> fails.now() ? nothing() : lab.newThread(task)));

	static final int THREADS = 4;

	private final BiFunction<Lab, Decision, Executor> factory;

	Fault(BiFunction<Lab, Decision, Executor> factory) {
		this.factory = factory;
	}

	/** An executor that fails when it is asked to. */
	Executor in(Lab lab, Decision fails) {
		return this.factory.apply(lab, fails);
	}

	/** An executor that always fails. */
	Executor in(Lab lab) {
		return in(lab, () -> true);
	}

	/** An executor that fails every so many times. */
	Executor in(Lab lab, int every) {
		AtomicInteger number = new AtomicInteger();
		return in(lab, () -> number.incrementAndGet() % every == 0);
	}

	private static Executor pool(Lab lab, BlockingQueue<Runnable> queue, ThreadFactory threads) {
		LabPool pool = new LabPool(lab, THREADS, THREADS, queue, threads, new AbortPolicy());
		lab.inside(pool);
		return pool;
	}

	@SuppressWarnings("NullAway") // what a broken factory returns
	private static Thread nothing() {
		return null;
	}

	/** Whether to fail this time. */
	@FunctionalInterface
	interface Decision {

		boolean now();

	}

}
