package io.futil.contract;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * An input that its own tasks add to, as a crawler's: while there is no item, its
 * iterator waits for the tasks that are not done. The first items are there at once and
 * teach who reads that all is quick; each of those behind is found by the task before.
 */
final class GrowingSource implements Iterable<Integer>, Iterator<Integer> {

	private final BlockingQueue<Integer> found = new LinkedBlockingQueue<>();

	private final AtomicInteger open = new AtomicInteger();

	private final int quick;

	private final int total;

	/** Used by who reads. */
	private @Nullable Integer next;

	GrowingSource(int quick, int total) {
		this.quick = quick;
		this.total = total;
		for (int item = 0; item < quick; item++) {
			add(item);
		}
	}

	private void add(int item) {
		this.open.incrementAndGet();
		this.found.add(item);
	}

	/** The task of an item. */
	Integer work(int item) {
		if (item >= this.quick - 1 && item < this.total - 1) {
			add(item + 1);
		}
		this.open.decrementAndGet();
		return item;
	}

	@Override
	public Iterator<Integer> iterator() {
		return this;
	}

	@Override
	public boolean hasNext() {
		try {
			while (this.next == null && this.open.get() > 0) {
				this.next = this.found.poll(1, TimeUnit.MILLISECONDS);
			}
			return this.next != null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public Integer next() {
		Integer next = hasNext() ? this.next : null;
		if (next == null) {
			throw new NoSuchElementException();
		}
		this.next = null;
		return next;
	}

}
