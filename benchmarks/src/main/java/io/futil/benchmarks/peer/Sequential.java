package io.futil.benchmarks.peer;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A loop into one array: with perfect use of n cores the work takes an nth of it.
 */
final class Sequential implements Mapper {

	@Override
	@SuppressWarnings("unchecked")
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		Object[] results = new Object[items.size()];
		int index = 0;
		for (T item : items) {
			results[index++] = work.apply(item);
		}
		return (List<R>) Arrays.asList(results);
	}

	@Override
	public <T, R> void asCompleted(Iterable<T> items, Work<T, R> work, Consumer<R> consumer) {
		for (T item : items) {
			consumer.accept(work.apply(item));
		}
	}

	/** The first, whatever it takes. */
	@Override
	public <R> R race(Duration delay, Callable<R> first, Callable<R> second) throws Exception {
		return first.call();
	}

	@Override
	public void close() {
	}

}
