package io.futil.contract;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * A source that is no collection, counts what is read of it, and notices two readers at
 * once.
 */
final class CountingSource implements Iterable<Object> {

	private final int size;

	private final IntFunction<Object> items;

	private final AtomicInteger read = new AtomicInteger();

	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile boolean readByTwo;

	private volatile boolean cut;

	private CountingSource(int size, IntFunction<Object> items) {
		this.size = size;
		this.items = items;
	}

	/** The numbers from zero. */
	static CountingSource of(int size) {
		return new CountingSource(size, (index) -> index);
	}

	static CountingSource of(int size, IntFunction<Object> items) {
		return new CountingSource(size, items);
	}

	/** Numbers without an end, until they are cut. */
	static CountingSource endless() {
		return of(Integer.MAX_VALUE);
	}

	/** There are no more items. */
	void cut() {
		this.cut = true;
	}

	/** How many items were read. */
	int read() {
		return this.read.get();
	}

	boolean isReadByTwo() {
		return this.readByTwo;
	}

	@Override
	public Iterator<Object> iterator() {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				enter();
				boolean more = !CountingSource.this.cut && read() < CountingSource.this.size;
				exit();
				return more;
			}

			@Override
			public Object next() {
				if (read() == CountingSource.this.size) {
					throw new NoSuchElementException();
				}
				enter();
				Object item = CountingSource.this.items.apply(CountingSource.this.read.getAndIncrement());
				exit();
				return item;
			}

		};
	}

	private void enter() {
		this.readByTwo |= !this.busy.compareAndSet(false, true);
		Thread.yield();
	}

	private void exit() {
		this.busy.set(false);
	}

}
