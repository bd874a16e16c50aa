package io.futil.fanout;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The places that threads of one executor have lent while they wait for nested calls, and
 * the spare threads that take them.
 * <p>
 * As long as there are fewer spares than lent places, a spare may run workers that wait
 * for the executor. So the tasks that run, not wait, stay within the executor's bound,
 * and an executor whose threads all wait still gets on. A lender first counts itself and
 * then looks for waiting workers; a submitter first queues its worker and then looks for
 * lent places; a spare first counts itself out and then looks again, at once or, if it
 * has found nothing to do, a little later: one of them sees the other.
 * <p>
 * No spare is started while a thread of the executor is idle. But a thread that has just
 * grown tired of waiting still counts as idle and goes without a look at the queue, so
 * somebody looks again a little later. The same goes for workers that the executor has
 * refused while no spare may be started: they are offered to it again.
 */
final class LentPlaces {

	private static final Log logger = LogFactory.getLog(LentPlaces.class);

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final ExecutorHandle handle;

	private final Timer timer;

	private final AtomicBoolean looksAgain = new AtomicBoolean();

	/** Whether the last spare thread could not be made. */
	private final AtomicBoolean failing = new AtomicBoolean();

	private final AtomicInteger lent = new AtomicInteger();

	private final AtomicInteger spares = new AtomicInteger();

	private final Set<Thread> spareThreads = ConcurrentHashMap.newKeySet();

	/** Workers the executor has refused, and that wait for a spare. */
	private final Queue<Worker<?, ?>> stranded = new ConcurrentLinkedQueue<>();

	LentPlaces(ExecutorHandle handle, Timer timer) {
		this.handle = handle;
		this.timer = timer;
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

	/** Another thread, one of the executor, waits: see {@link ReaderPlace}. */
	void lendForAnother() {
		this.lent.incrementAndGet();
		tryStartSpares();
	}

	/** The thread that lent its place goes on. */
	void reclaim() {
		this.lent.decrementAndGet();
		tryStartSpares();
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
		while (started && hasPlace() && (!this.stranded.isEmpty() || this.handle.needsThread())) {
			started = startSpare(null);
		}
		boolean waits = !this.stranded.isEmpty() || (hasPlace() && this.handle.hasPending());
		if (waits) {
			lookAgainLater();
		}
		if (this.lent.get() == 0 && !this.stranded.isEmpty()) {
			// Nobody lends any more, so no spare will come. That takes the patience of
			// other calls, and this thread may have a deadline to keep.
			this.timer.handOff(this::offerStranded);
		}
	}

	private void lookAgainLater() {
		if (this.looksAgain.compareAndSet(false, true)) {
			this.timer.after(LOOK_AGAIN_NANOS, this::lookAgainAside);
		}
	}

	private void lookAgainAside() {
		try {
			this.timer.handOff(this::lookAgain);
		}
		catch (Throwable ex) {
			// There is no thread for that either.
			this.looksAgain.set(false);
			lookAgainLater();
		}
	}

	/** Offer a worker that makes way to an executor that would make this thread wait. */
	void offerAside(Worker<?, ?> worker) {
		this.timer.handOff(() -> giveBack(worker));
	}

	private boolean hasPlace() {
		return this.spares.get() < this.lent.get();
	}

	private void lookAgain() {
		this.looksAgain.set(false);
		offerStranded();
		tryStartSpares();
	}

	/**
	 * Ask the executor again. The spares may wait themselves, in the place of threads of
	 * the executor that are back: nobody else can come for a stranded worker then.
	 */
	private void offerStranded() {
		for (int i = this.stranded.size(); i > 0 && !hasPlace(); i--) {
			giveBack(this.stranded.poll());
		}
	}

	/** Where nothing depends on it: a thread that cannot be made now is tried again. */
	void tryStartSpares() {
		try {
			startSpares();
		}
		catch (Throwable ex) {
			if (!this.failing.getAndSet(true)) {
				logger.warn("No spare thread for " + this.handle + "; tasks wait for one of its own", ex);
			}
			lookAgainLater();
		}
	}

	private void giveBack(@Nullable Worker<?, ?> worker) {
		if (worker == null || worker.isDismissed()) {
			return;
		}
		try {
			this.handle.submit(worker);
		}
		catch (Throwable refused) {
			worker.refused(refused);
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
			this.handle.newSpareThread(new Carrier(this.handle, Seat.SPARE, first)).start();
			started = true;
			this.failing.set(false);
		}
		finally {
			if (!started) {
				this.spares.decrementAndGet();
			}
		}
		return true;
	}

	/** Whether a thread is a spare one, for what comes out of a pool's own queue. */
	boolean isSpare(Thread thread) {
		return this.spares.get() > 0 && this.spareThreads.contains(thread);
	}

	/** Run what waits for the executor, on a spare thread. */
	void run(Carrier spare) {
		this.spareThreads.add(Thread.currentThread());
		// Not only workers run here: what makes a call and waits for it lends again.
		Frame.set(new Frame(this.handle, Deadline.NONE, new InterruptGuard(), null));
		boolean inVain = false;
		try {
			Worker<?, ?> first = spare.unload();
			boolean ran = first != null;
			if (first != null) {
				this.handle.carryOn(spare, first);
			}
			boolean makesWay = isOverdrawn();
			while (!makesWay && runNext(spare)) {
				// Until there is nothing left, or the lender has come back.
				ran = true;
				makesWay = isOverdrawn();
			}
			inVain = !ran && !makesWay;
		}
		finally {
			Frame.set(null);
			this.spareThreads.remove(Thread.currentThread());
			this.spares.decrementAndGet();
			if (inVain) {
				// Somebody else has it in his hands, and the next spare would find no
				// more.
				lookAgainLater();
			}
			else {
				tryStartSpares();
			}
		}
	}

	/**
	 * Run a dependent, and behind it a worker: neither may keep the other waiting. A
	 * worker gives way to dependents, but they cannot give way to it.
	 */
	private boolean runNext(Carrier spare) {
		// As before a task on the executor's own threads.
		Thread.interrupted();
		boolean ran = this.handle.runDependent();
		Thread.interrupted();
		if (isOverdrawn()) {
			return ran;
		}
		return runNextWorker(spare) || ran;
	}

	private boolean runNextWorker(Carrier spare) {
		Worker<?, ?> worker = this.stranded.poll();
		if (worker != null) {
			this.handle.carryOn(spare, worker);
			return true;
		}
		return this.handle.runPending(spare);
	}

}
