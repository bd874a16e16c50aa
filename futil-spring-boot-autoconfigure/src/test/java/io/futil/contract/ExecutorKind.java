package io.futil.contract;

import java.lang.reflect.Method;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.function.Function;

/**
 * The executors. {@code threads} is the number of tasks that surely run at once,
 * {@code most} that of tasks that ever do, and {@code inCaller} tells whether a task may
 * run on the caller's own thread.
 */
enum ExecutorKind {

	POOL_OF_1(1, 1, false, (lab) -> new LabPool(lab, 1, 1, new LinkedBlockingQueue<>(), new AbortPolicy())),

	POOL_OF_4(4, 4, false, (lab) -> new LabPool(lab, 4, 4, new LinkedBlockingQueue<>(), new AbortPolicy())),

	TINY_CALLER_RUNS(2, 3, true, (lab) -> new LabPool(lab, 2, 2, new ArrayBlockingQueue<>(1), new CallerRunsPolicy())),

	HANDOFF(4, 16, false, (lab) -> new LabPool(lab, 0, 16, new SynchronousQueue<>(), new AbortPolicy())),

	DIRECT(1, 1, true, (lab) -> Runnable::run),

	FORK_JOIN(4, 4, false,
			(lab) -> new ForkJoinPool(4,
					(pool) -> lab.track(ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool)), null, false)),

	CACHED(8, Integer.MAX_VALUE, false,
			(lab) -> new LabPool(lab, 0, Integer.MAX_VALUE, new SynchronousQueue<>(), new AbortPolicy())),

	/** A foreign executor that nobody can look into. */
	OPAQUE(1, 1, false, (lab) -> {
		Executor hidden = new LabPool(lab, 1, 1, new LinkedBlockingQueue<>(), new AbortPolicy());
		lab.inside((ExecutorService) hidden);
		return hidden::execute;
	}),

	VIRTUAL(8, Integer.MAX_VALUE, false, ExecutorKind::virtualThreads),

	WORKER(2, 2, false, (lab) -> new TestWorkerExecutor(lab, 2)),

	/** Ours, of platform threads; its caller comes on top of them for a moment. */
	CALLER_HELPS(2, 3, true, (lab) -> OurKind.PLATFORM.in(lab, 2, lab::newThread)),

	/** Ours, of virtual threads. */
	LIMITED_VIRTUAL(2, 2, false, (lab) -> OurKind.VIRTUAL.in(lab, 2, threadsOf(lab))),

	NESTED_IN_POOL_OF_1(1, 1, false, POOL_OF_1.factory),

	NESTED_IN_WORKER(2, 2, false, WORKER.factory);

	final int threads;

	final int most;

	final boolean inCaller;

	private final Function<Lab, Executor> factory;

	ExecutorKind(int threads, int most, boolean inCaller, Function<Lab, Executor> factory) {
		this.threads = threads;
		this.most = most;
		this.inCaller = inCaller;
		this.factory = factory;
	}

	Executor create(Lab lab) {
		return this.factory.apply(lab);
	}

	/** Whether the caller is a worker of the same executor. */
	boolean isNested() {
		return this == NESTED_IN_POOL_OF_1 || this == NESTED_IN_WORKER;
	}

	/**
	 * Whether a test can shut it down while a call is under way. Those that the starter
	 * brings stop with their context: see {@link ShutdownContractTests}.
	 */
	boolean canBeShutDown() {
		return !isNested() && this != DIRECT && this != OPAQUE && this != CALLER_HELPS && this != LIMITED_VIRTUAL;
	}

	boolean isAvailable() {
		return (this != VIRTUAL && this != LIMITED_VIRTUAL) || Runtime.version().feature() >= 21;
	}

	/** By reflection, because it is there on later Javas only. */
	private static ExecutorService virtualThreads(Lab lab) {
		try {
			return (ExecutorService) Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
				.invoke(null, threadsOf(lab));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ThreadFactory threadsOf(Lab lab) {
		try {
			Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
			Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
			return (task) -> lab.track(unstarted(unstarted, builder, task));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Thread unstarted(Method unstarted, Object builder, Runnable task) {
		try {
			return (Thread) unstarted.invoke(builder, task);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
