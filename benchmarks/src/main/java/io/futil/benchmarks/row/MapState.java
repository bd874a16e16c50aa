package io.futil.benchmarks.row;

import java.time.Duration;
import java.util.List;

import io.futil.benchmarks.measure.WrongResultException;
import io.futil.benchmarks.peer.Implementation;
import io.futil.benchmarks.peer.Mapper;
import io.futil.benchmarks.peer.Work;
import io.futil.benchmarks.peer.Workers;

/**
 * What the benchmarks of one list verb have in common: an open implementation, numbers
 * from zero as the input and the results of the last call, which are checked between
 * iterations.
 */
final class MapState implements AutoCloseable {

	private final Mapper mapper;

	private final List<Integer> items;

	private final List<Integer> expected;

	private List<Integer> results = List.of();

	MapState(Implementation implementation, Workers workers, List<Integer> expected) {
		this.mapper = implementation.open(workers);
		this.items = Works.items(expected.size());
		this.expected = expected;
	}

	List<Integer> map(Work<Integer, Integer> work) throws Exception {
		this.results = this.mapper.map(this.items, work);
		return this.results;
	}

	List<Integer> mapWithRetry(Work<Integer, Integer> work, Duration backOff) throws Exception {
		this.results = this.mapper.mapWithRetry(this.items, work, backOff);
		return this.results;
	}

	void check() {
		WrongResultException.unlessEqual(this.results, this.expected);
	}

	@Override
	public void close() {
		this.mapper.close();
	}

}
