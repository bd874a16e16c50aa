package io.futil.fanout.spi;

import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A clock that a test winds, and what is to be done by it.
 */
final class ManualClock implements LongSupplier {

	private final AtomicLong now;

	private final Queue<Event> events = new PriorityQueue<>();

	ManualClock(long start) {
		this.now = new AtomicLong(start);
	}

	@Override
	public long getAsLong() {
		return this.now.get();
	}

	void advance(long nanos) {
		this.now.addAndGet(nanos);
	}

	void in(long nanos, Runnable step) {
		this.events.add(new Event(getAsLong() + nanos, this.events.size(), step));
	}

	/** Go on to the next thing that is to be done and do it. */
	boolean next() {
		Event event = this.events.poll();
		if (event == null) {
			return false;
		}
		this.now.accumulateAndGet(event.moment(), (now, then) -> (then - now > 0) ? then : now);
		event.step().run();
		return true;
	}

	private record Event(long moment, int order, Runnable step) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			return Long.compare(this.moment - other.moment, 0);
		}

	}

}
