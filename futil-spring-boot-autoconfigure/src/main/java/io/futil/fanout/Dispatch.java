package io.futil.fanout;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * How the workers of one call get to their executor, which may make who submits wait for
 * a place: not beyond the deadline, and not where the place is one of its own.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 */
final class Dispatch<T extends @Nullable Object, R extends @Nullable Object> {

	private final Call<T, R> call;

	private final Crew<T, R> crew;

	/** Workers that are launched, and on their way to the executor. */
	private final Queue<Worker<T, R>> aside = new ConcurrentLinkedQueue<>();

	/** How many those are. Whoever adds the first has a thread come for all. */
	private final AtomicInteger asideCount = new AtomicInteger();

	/** How many workers would bring in another one. */
	private final AtomicInteger bringing = new AtomicInteger();

	Dispatch(Call<T, R> call, Crew<T, R> crew) {
		this.call = call;
		this.crew = crew;
	}

	/** Hand a worker to the executor, or throw what that throws instead of taking it. */
	void send(Worker<T, R> worker) {
		if (this.call.handle().admission().blocks() && Frame.current() != null) {
			// A thread with tasks might wait for its own place, or two for each other's.
			submitAside(worker);
		}
		else {
			this.call.caller().inside(() -> submit(worker));
		}
	}

	/**
	 * A worker brings in another one, unless it might wait for room that nobody makes.
	 * One of them at a time, who does it for those that come meanwhile: else several
	 * would see the same room, and all but one wait.
	 */
	void bringIn(Runnable launch) {
		if (!this.call.handle().admission().isUncertain()) {
			launch.run();
			return;
		}
		if (this.bringing.getAndIncrement() > 0) {
			return;
		}
		do {
			if (this.call.handle().admission().hasRoomToStay()) {
				launch.run();
			}
		}
		while (this.bringing.decrementAndGet() > 0);
	}

	/** Beside this thread, one behind the other: each may have to wait. */
	private void submitAside(Worker<T, R> worker) {
		this.aside.add(worker);
		if (this.asideCount.getAndIncrement() > 0) {
			return;
		}
		try {
			this.call.settings().timer().handOff(this::submitThoseAside);
		}
		catch (Throwable ex) {
			// There is no thread to do it, for none of those that are there by now.
			do {
				this.crew.refused(Objects.requireNonNull(this.aside.poll()), ex);
			}
			while (this.asideCount.decrementAndGet() > 0);
		}
	}

	private void submitThoseAside() {
		do {
			Worker<T, R> worker = Objects.requireNonNull(this.aside.poll());
			try {
				submit(worker);
			}
			catch (Throwable refused) {
				this.crew.refused(worker, refused);
			}
		}
		while (this.asideCount.decrementAndGet() > 0);
	}

	/**
	 * Who waits for a place does so until the deadline at most, and no longer than the
	 * worker needs one: it may have found another meanwhile, or be of no use any more.
	 */
	private void submit(Worker<T, R> worker) {
		ExecutorHandle handle = this.call.handle();
		Deadline deadline = this.call.deadline();
		if (!handle.admission().mayBlock() || !deadline.isSet()) {
			handle.submit(worker);
			return;
		}
		InterruptGuard wait = new InterruptGuard();
		// First this: the alarm may go off at once.
		wait.begin();
		Future<?> alarm = this.call.settings().timer().after(deadline.remaining(), () -> endWait(wait));
		try {
			handle.submit(worker, wait);
		}
		finally {
			alarm.cancel(false);
			if (deadline.remaining() <= 0) {
				this.call.stop(Stop.TIMED_OUT, false);
			}
		}
	}

	private void endWait(InterruptGuard wait) {
		// Not that of a task: the deadline interrupts those by itself.
		if (!this.call.recall().isInCaller()) {
			wait.interrupt();
		}
	}

	/** What it means for the call that its last worker was refused. */
	Stop verdict(Throwable refused) {
		if (isCallerInterrupted()) {
			return Stop.interrupted(refused);
		}
		return (refused instanceof RejectedExecutionException) ? Stop.rejected(refused) : Stop.failed(refused);
	}

	/** Who waited for a place: what is thrown then is up to the executor. */
	private boolean isCallerInterrupted() {
		Thread thread = Thread.currentThread();
		return this.call.handle().admission().mayBlock() && this.call.caller().is(thread) && thread.isInterrupted();
	}

}
