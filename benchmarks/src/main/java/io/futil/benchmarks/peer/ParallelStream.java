package io.futil.benchmarks.peer;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * A parallel stream in the common pool, where the caller works too.
 */
final class ParallelStream implements Mapper {

	@Override
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		return items.parallelStream().<R>map(work).toList();
	}

	@Override
	public <T, R> void asCompleted(Iterable<T> items, Work<T, R> work, Consumer<R> consumer) {
		Object lock = new Object();
		StreamSupport.stream(items.spliterator(), true).<R>map(work).forEach((result) -> {
			synchronized (lock) {
				consumer.accept(result);
			}
		});
	}

	@Override
	public void close() {
	}

}
