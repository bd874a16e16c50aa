package io.futil.benchmarks.peer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The parallel-collectors library: batches on a fixed pool, or a virtual thread for each
 * item. Its classes need Java 21, so it is reached by reflection, once a call.
 */
final class ParallelCollectors implements Mapper {

	private static final String LIBRARY = "com.pivovarit.collectors.ParallelCollectors";

	private final Workers workers;

	private final ExecutorService pool;

	private final Method parallel;

	ParallelCollectors(Workers workers) {
		this.workers = workers;
		this.pool = Executors.newFixedThreadPool(workers.virtual() ? 1 : workers.count());
		try {
			this.parallel = workers.virtual()
					? Class.forName(LIBRARY).getMethod("parallel", Function.class, Collector.class, int.class)
					: Class.forName(LIBRARY + "$Batching")
						.getMethod("parallel", Function.class, Collector.class, Executor.class, int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return items.stream().collect(this.<T, R>collector(work)).join();
	}

	@SuppressWarnings("unchecked")
	private <T, R> Collector<T, ?, CompletableFuture<List<R>>> collector(Work<T, R> work) {
		int count = this.workers.count();
		Object[] arguments = this.workers.virtual() ? new Object[] { work, Collectors.toList(), count }
				: new Object[] { work, Collectors.toList(), this.pool, count };
		try {
			return (Collector<T, ?, CompletableFuture<List<R>>>) this.parallel.invoke(null, arguments);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

}
