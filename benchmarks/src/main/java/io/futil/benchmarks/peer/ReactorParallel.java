package io.futil.benchmarks.peer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.ParallelFlux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor's parallel rails. They forget the order, so that a list in input order is
 * filled by index.
 */
final class ReactorParallel implements Mapper {

	private final int parallelism;

	private final Scheduler scheduler;

	ReactorParallel(Workers workers) {
		this.parallelism = workers.count();
		// Not newParallel: its threads refuse to block, and some of the work does.
		this.scheduler = Schedulers.newBoundedElastic(workers.count(), Integer.MAX_VALUE, "rail");
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T, R> List<R> map(List<T> items, Work<T, R> work) {
		Object[] results = new Object[items.size()];
		onRails(Flux.range(0, items.size())).doOnNext((index) -> results[index] = work.apply(items.get(index)))
			.then()
			.block();
		return (List<R>) Arrays.asList(results);
	}

	@Override
	public <T, R> void asCompleted(Iterable<T> items, Work<T, R> work, Consumer<R> consumer) {
		onRails(Flux.fromIterable(items)).<R>map(work).sequential().doOnNext(consumer).blockLast();
	}

	private <T> ParallelFlux<T> onRails(Flux<T> items) {
		return items.parallel(this.parallelism).runOn(this.scheduler);
	}

	@Override
	public void close() {
		this.scheduler.dispose();
	}

}
