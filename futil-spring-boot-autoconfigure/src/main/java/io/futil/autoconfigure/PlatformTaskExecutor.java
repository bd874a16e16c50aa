package io.futil.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;

import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.RetryBudget;
import io.futil.fanout.spi.WorkerThread;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.util.Assert;

/**
 * A pool of platform threads: Spring's own, so that whoever knows or measures that one
 * knows this one, which also stops as {@link GracefulStop} says and works for the engine.
 */
final class PlatformTaskExecutor extends ThreadPoolTaskExecutor implements CompletingTaskExecutor, TunableExecutor {

	private final String name;

	private final boolean callerHelps;

	private final CallLimits limits;

	private final PoolTasks tasks = new PoolTasks();

	private final GracefulStop stop = new GracefulStop(this, this.tasks);

	private final WithdrawnTasks withdrawn = new WithdrawnTasks();

	private final ReentrantLock resizing = new ReentrantLock();

	private ThreadFactory threads = this;

	private @Nullable TaskDecorator decorator;

	private @Nullable ApplicationContext context;

	PlatformTaskExecutor(String name, boolean callerHelps, CallLimits limits) {
		this.name = name;
		this.callerHelps = callerHelps;
		this.limits = limits;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		super.setApplicationContext(applicationContext);
		this.context = applicationContext;
	}

	@Override
	public void setTaskDecorator(TaskDecorator taskDecorator) {
		this.decorator = taskDecorator;
		// For those who go to the pool itself.
		super.setTaskDecorator(this::decorated);
	}

	@Override
	public void setAwaitTerminationSeconds(int awaitTerminationSeconds) {
		setAwaitTerminationMillis(awaitTerminationSeconds * 1000L);
	}

	@Override
	public void setAwaitTerminationMillis(long awaitTerminationMillis) {
		this.stop.grace(Duration.ofMillis(awaitTerminationMillis));
	}

	@Override
	protected ExecutorService initializeExecutor(ThreadFactory threadFactory, RejectedExecutionHandler handler) {
		this.threads = (task) -> threadFactory.newThread(() -> WorkerThread.runAs(this, task));
		ExecutorService executor = super.initializeExecutor(this.threads, handler);
		this.tasks.pool(getThreadPoolExecutor());
		return executor;
	}

	// Taking tasks

	@Override
	public void execute(Runnable task) {
		this.stop.refuseIfStopping();
		try {
			executeOrSweep(decorated(task));
		}
		catch (RejectedExecutionException ex) {
			String why = getThreadPoolExecutor().isShutdown() ? " is shut down" : " is full";
			throw new TaskRejectedException(this + why, ex);
		}
	}

	/** Once, for the pool may have to be asked twice. */
	private Runnable decorated(Runnable task) {
		TaskDecorator decorator = this.decorator;
		return (decorator == null || task instanceof DecoratedTask) ? task
				: new DecoratedTask(decorator.decorate(task), task);
	}

	private void executeOrSweep(Runnable task) {
		ThreadPoolExecutor pool = getThreadPoolExecutor();
		try {
			pool.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// Somebody else may have swept just now.
			if (pool.isShutdown() || !this.withdrawn.sweep(pool.getQueue()) && isQueueFull(pool)) {
				throw ex;
			}
			pool.execute(task);
		}
	}

	private static boolean isQueueFull(ThreadPoolExecutor pool) {
		return pool.getQueue().remainingCapacity() == 0;
	}

	@Override
	public Future<?> submit(Runnable task) {
		return CompletingTaskExecutor.super.submit(task);
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		return CompletingTaskExecutor.super.submit(task);
	}

	@Override
	public Runnable decorate(Runnable worker) {
		return (this.decorator != null) ? this.decorator.decorate(worker) : worker;
	}

	@Override
	public void executeDecorated(Runnable task) {
		execute((this.decorator != null) ? new DecoratedTask(task, task) : task);
	}

	@Override
	public void withdraw(Runnable task) {
		this.withdrawn.add(task, getThreadPoolExecutor().getQueue());
	}

	@Override
	public int concurrency() {
		return getThreadPoolExecutor().getMaximumPoolSize();
	}

	@Override
	public boolean isOvercrowded() {
		return this.tasks.areOvercrowded();
	}

	@Override
	public Load load() {
		ThreadPoolExecutor pool = getThreadPoolExecutor();
		return new Load(pool.getActiveCount(), pool.getQueue().size(), getQueueCapacity(),
				pool.getCompletedTaskCount());
	}

	@Override
	public ExecutorSize resize(ExecutorSize size) {
		requireSize(size);
		this.resizing.lock();
		try {
			ExecutorSize before = new ExecutorSize(getCorePoolSize(), getMaxPoolSize());
			try {
				resize(size.core(), size.max());
			}
			catch (Throwable ex) {
				resize(before.core(), before.max());
				throw ex;
			}
			if (size.max() < before.max()) {
				this.tasks.shrunk();
			}
			return before;
		}
		finally {
			this.resizing.unlock();
		}
	}

	private static void requireSize(ExecutorSize size) {
		Assert.isTrue(size.core() >= 1, () -> "The size must be at least 1, but is " + size.core());
	}

	/** In an order in which the pool never sees a core that is larger than its most. */
	private void resize(int core, int max) {
		if (max >= getMaxPoolSize()) {
			setMaxPoolSize(max);
			setCorePoolSize(core);
		}
		else {
			setCorePoolSize(core);
			setMaxPoolSize(max);
		}
	}

	@Override
	public boolean admitsCaller(int helping) {
		return this.callerHelps && this.stop.isRunning() && this.tasks.areFewerThan(concurrency() - helping)
				&& !BoundResources.areThere();
	}

	@Override
	public @Nullable RateLimit rateLimit() {
		return this.limits.rate();
	}

	@Override
	public @Nullable RetryBudget retryBudget() {
		return this.limits.retries();
	}

	@Override
	public Thread newSpareThread(Runnable task) {
		return this.threads.newThread(this.tasks.spares().known(task));
	}

	@Override
	protected void beforeExecute(Thread thread, Runnable task) {
		this.tasks.started(thread, task);
	}

	@Override
	protected void afterExecute(Runnable task, @Nullable Throwable ex) {
		this.tasks.ended(Thread.currentThread());
	}

	// Stopping

	@Override
	public void start() {
		this.stop.start();
	}

	@Override
	public void stop() {
		this.stop.stop();
	}

	@Override
	public void stop(Runnable callback) {
		this.stop.stop(callback);
	}

	@Override
	public void shutdown() {
		this.stop.close();
	}

	@Override
	public boolean isRunning() {
		return this.stop.isRunning();
	}

	@Override
	public boolean isShutdown() {
		return this.stop.isStopped();
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.stop.contextClosing();
		}
	}

	@Override
	public String toString() {
		return "Executor '" + this.name + "' (" + getActiveCount() + " of " + getMaxPoolSize() + " threads busy, "
				+ getQueueSize() + " of " + getQueueCapacity() + " tasks waiting)";
	}

}
