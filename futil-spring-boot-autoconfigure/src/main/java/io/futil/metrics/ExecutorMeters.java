package io.futil.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.futil.fanout.spi.ResizableExecutor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Shows executors that are no pools in the meters that Micrometer has for pools, so that
 * one dashboard fits all: {@code executor.active}, {@code executor.completed},
 * {@code executor.queued}, {@code executor.queue.remaining}, {@code executor.pool.size},
 * {@code executor.pool.core} and {@code executor.pool.max}, with the name of the executor
 * as the tag {@code name}. The sizes of the pool are the number of tasks that run and,
 * twice, of those that may.
 */
public final class ExecutorMeters implements MeterBinder, AutoCloseable {

	private static final String THREADS = "threads";

	private static final String TASKS = "tasks";

	private final Supplier<Map<String, ? extends ResizableExecutor>> executors;

	private final ReentrantLock lock = new ReentrantLock();

	private final List<MeterHome> homes = new ArrayList<>();

	/**
	 * Meters.
	 * @param executors the executors by name, asked for when meters are registered
	 */
	public ExecutorMeters(Supplier<Map<String, ? extends ResizableExecutor>> executors) {
		this.executors = executors;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		MeterHome home = new MeterHome(registry);
		this.lock.lock();
		try {
			this.homes.add(home);
		}
		finally {
			this.lock.unlock();
		}
		this.executors.get().forEach((name, executor) -> bind(home, name, executor));
	}

	// What Micrometer says of them for pools: in Prometheus the units are in the names.
	private static void bind(MeterHome home, String name, ResizableExecutor executor) {
		gauge(home, name, "executor.active", THREADS,
				"The approximate number of threads that are actively executing tasks", executor,
				(one) -> one.load().running());
		gauge(home, name, "executor.queued", TASKS, "The approximate number of tasks that are queued for execution",
				executor, (one) -> one.load().queued());
		gauge(home, name, "executor.queue.remaining", TASKS,
				"The number of additional elements that this queue can ideally accept without blocking", executor,
				(one) -> Math.max(0, one.load().queueCapacity() - one.load().queued()));
		gauge(home, name, "executor.pool.size", THREADS, "The current number of threads in the pool", executor,
				(one) -> one.load().running());
		gauge(home, name, "executor.pool.core", THREADS, "The core number of threads for the pool", executor,
				ResizableExecutor::concurrency);
		gauge(home, name, "executor.pool.max", THREADS, "The maximum allowed number of threads in the pool", executor,
				ResizableExecutor::concurrency);
		home.register(
				(registry) -> FunctionCounter.builder("executor.completed", executor, (one) -> one.load().completed())
					.tag("name", name)
					.baseUnit(TASKS)
					.description("The approximate total number of tasks that have completed execution")
					.register(registry));
	}

	private static void gauge(MeterHome home, String name, String meter, String unit, String description,
			ResizableExecutor executor, ToDoubleFunction<ResizableExecutor> figure) {
		home.register((registry) -> Gauge.builder(meter, executor, figure)
			.tag("name", name)
			.baseUnit(unit)
			.description(description)
			.register(registry));
	}

	/**
	 * Remove the meters.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.homes.forEach(MeterHome::close);
			this.homes.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
