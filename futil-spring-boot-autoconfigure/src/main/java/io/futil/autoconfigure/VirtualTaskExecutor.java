package io.futil.autoconfigure;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

import io.futil.fanout.spi.RateLimit;
import io.futil.fanout.spi.RemoteTasks;
import io.futil.fanout.spi.RetryBudget;
import io.futil.fanout.spi.WorkerThread;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;
import org.springframework.util.Assert;

/**
 * An executor of virtual threads that runs no more tasks at once than its limit, keeps
 * the others waiting in a bounded queue, and refuses what finds that full. Whoever
 * submits a task is never made to wait.
 */
final class VirtualTaskExecutor implements CompletingTaskExecutor, TunableExecutor, SmartLifecycle, DisposableBean,
		ApplicationContextAware, ApplicationListener<ContextClosedEvent> {

	private final ExecutorSpec.Virtual spec;

	private final ThreadFactory threads;

	private final @Nullable TaskDecorator decorator;

	private final CallLimits limits;

	private final @Nullable RemoteTasks remoteTasks;

	private final BoundedThreads tasks;

	private final GracefulStop stop;

	private @Nullable ApplicationContext context;

	VirtualTaskExecutor(ExecutorSpec.Virtual spec, ThreadFactory threads, @Nullable TaskDecorator decorator,
			CallLimits limits, @Nullable RemoteTasks remoteTasks) {
		this.spec = spec;
		this.threads = (task) -> threads.newThread(() -> WorkerThread.runAs(this, task));
		this.decorator = decorator;
		this.limits = limits;
		this.remoteTasks = remoteTasks;
		this.tasks = new BoundedThreads(this.threads, spec.concurrencyLimit(), spec.queueCapacity());
		this.stop = new GracefulStop(this, this.tasks);
		this.stop.grace(spec.awaitTerminationPeriod());
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.context = applicationContext;
	}

	// Taking tasks

	@Override
	public void execute(Runnable task) {
		this.stop.refuseIfStopping();
		take((this.decorator != null) ? new DecoratedTask(this.decorator.decorate(task), task) : task);
	}

	@Override
	public Runnable decorate(Runnable worker) {
		return (this.decorator != null) ? this.decorator.decorate(worker) : worker;
	}

	@Override
	public void executeDecorated(Runnable task) {
		this.stop.refuseIfStopping();
		take(task);
	}

	@Override
	public void withdraw(Runnable task) {
		this.tasks.withdraw(task);
	}

	private void take(Runnable task) {
		try {
			this.tasks.take(task);
		}
		catch (RejectedExecutionException ex) {
			throw new TaskRejectedException(this + " " + ex.getMessage(), ex);
		}
	}

	@Override
	public int concurrency() {
		return this.tasks.limit();
	}

	@Override
	public boolean isOvercrowded() {
		return this.tasks.isOvercrowded();
	}

	@Override
	public Load load() {
		return new Load(this.tasks.runningCount(), this.tasks.waitingCount(), this.spec.queueCapacity(),
				this.tasks.endedCount());
	}

	@Override
	public ExecutorSize resize(ExecutorSize size) {
		Assert.isTrue(size.max() >= 1, () -> "The size must be at least 1, but is " + size.max());
		int before = this.tasks.limit(size.max());
		return new ExecutorSize(before, before);
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
	public @Nullable RemoteTasks remoteTasks() {
		return this.remoteTasks;
	}

	@Override
	public Thread newSpareThread(Runnable task) {
		return this.threads.newThread(this.tasks.spares().known(task));
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
	public void destroy() {
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
	public int getPhase() {
		return ExecutorConfigurationSupport.DEFAULT_PHASE;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.stop.contextClosing();
		}
	}

	@Override
	public String toString() {
		return "Executor '" + this.spec.name() + "' (" + this.tasks.runningCount() + " of " + this.tasks.limit()
				+ " tasks running, " + this.tasks.waitingCount() + " of " + this.spec.queueCapacity() + " waiting)";
	}

}
