package io.futil.autoconfigure;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The bean of an executor whose tasks run on a cluster. It is no executor that one could
 * inject or name in {@code @Async}: what is handed to such a one is code, and code cannot
 * travel. Calls find its workers by its name.
 */
final class ClusterExecutor
		implements SmartLifecycle, DisposableBean, ApplicationContextAware, ApplicationListener<ContextClosedEvent> {

	private final VirtualTaskExecutor workers;

	ClusterExecutor(VirtualTaskExecutor workers) {
		this.workers = workers;
	}

	/** What waits here for what the members of the cluster do. */
	VirtualTaskExecutor workers() {
		return this.workers;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		this.workers.setApplicationContext(applicationContext);
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.workers.onApplicationEvent(event);
	}

	@Override
	public void start() {
		this.workers.start();
	}

	@Override
	public void stop() {
		this.workers.stop();
	}

	@Override
	public void stop(Runnable callback) {
		this.workers.stop(callback);
	}

	@Override
	public boolean isRunning() {
		return this.workers.isRunning();
	}

	/**
	 * Stops before this member leaves the cluster, and that before the executors which
	 * run tasks here.
	 */
	@Override
	public int getPhase() {
		return this.workers.getPhase() + 2;
	}

	@Override
	public void destroy() {
		this.workers.destroy();
	}

	@Override
	public String toString() {
		return this.workers.toString();
	}

}
