package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The places that threads of one executor have lent while they wait for nested calls, and
 * the spare threads that take them.
 * <p>
 * As long as there are fewer spares than lent places, a spare may run workers that wait
 * for the executor. So the tasks that run, not wait, stay within the executor's bound,
 * and an executor whose threads all wait still gets on. A lender first counts itself and
 * then looks for waiting workers; a submitter first queues its worker and then looks for
 * lent places; a spare first counts itself out and then looks again: one of them sees the
 * other.
 */
final class LentPlaces {

	private final ExecutorHandle handle;

	private final AtomicInteger lent = new AtomicInteger();

	private final AtomicInteger spares = new AtomicInteger();

	/** Workers the executor has refused, and that wait for a spare. */
	private final Queue<Worker<?, ?>> stranded = new ConcurrentLinkedQueue<>();

	LentPlaces(ExecutorHandle handle) {
		this.handle = handle;
	}

	/** The current thread, one of the executor, is about to wait for a nested call. */
	void lend() {
		this.lent.incrementAndGet();
		try {
			startSpares();
		}
		catch (Throwable ex) {
			this.lent.decrementAndGet();
			throw ex;
		}
	}

	/** The current thread, one of the executor, goes on. */
	void reclaim() {
		this.lent.decrementAndGet();
		tryToStartSpares();
	}

	/** Whoever can do without is not to fail because a thread does not start. */
	private void tryToStartSpares() {
		try {
			startSpares();
		}
		catch (Throwable noThread) {
			// The next one that lends or comes back tries again.
		}
	}

	/** Whether a lender has come back and a spare should make way. */
	boolean isOverdrawn() {
		return this.spares.get() > this.lent.get();
	}

	/**
	 * Take a worker that the executor has refused.
	 * @return {@code false} if no place is lent
	 */
	boolean take(Worker<?, ?> worker) {
		if (startSpare(worker)) {
			return true;
		}
		if (this.lent.get() == 0) {
			return false;
		}
		this.stranded.add(worker);
		return true;
	}

	/** Start as many spares as there is work and places for. */
	void startSpares() {
		boolean started = true;
		while (started && (!this.stranded.isEmpty() || this.handle.needsThread())) {
			started = startSpare(null);
		}
		// Nobody lends any more, so no spare will come: ask the executor again.
		while (this.lent.get() == 0 && !this.stranded.isEmpty()) {
			giveBack(this.stranded.poll());
		}
	}

	private void giveBack(@Nullable Worker<?, ?> worker) {
		if (worker == null) {
			return;
		}
		try {
			this.handle.submit(worker);
		}
		catch (Throwable ex) {
			worker.refused(ex);
		}
	}

	private boolean startSpare(@Nullable Worker<?, ?> first) {
		int running;
		do {
			running = this.spares.get();
			if (running >= this.lent.get()) {
				return false;
			}
		}
		while (!this.spares.compareAndSet(running, running + 1));
		boolean started = false;
		try {
			this.handle.newSpareThread(() -> runSpare(first)).start();
			started = true;
		}
		finally {
			if (!started) {
				this.spares.decrementAndGet();
			}
		}
		return true;
	}

	private void runSpare(@Nullable Worker<?, ?> first) {
		try {
			Worker<?, ?> next = first;
			while (next != null || (next = poll()) != null) {
				boolean yielded = next.carry(true);
				next = (yielded && !moved(next)) ? next : null;
			}
		}
		finally {
			this.spares.decrementAndGet();
			tryToStartSpares();
		}
	}

	private @Nullable Worker<?, ?> poll() {
		if (isOverdrawn()) {
			return null;
		}
		Worker<?, ?> worker = this.stranded.poll();
		return (worker != null) ? worker : this.handle.poll();
	}

	/** Give a worker that yields back to the executor, unless that is full or broken. */
	private boolean moved(Worker<?, ?> worker) {
		try {
			this.handle.submit(worker);
			return true;
		}
		catch (Throwable refused) {
			return false;
		}
	}

}
