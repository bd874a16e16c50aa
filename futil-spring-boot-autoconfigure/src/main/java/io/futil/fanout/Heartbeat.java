package io.futil.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after calls every millisecond while there are any, and for a short while after. A
 * short call would take longer to set an alarm of its own, which wakes the clock's
 * thread, than to run.
 */
final class Heartbeat {

	private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	/** How many beats without a call before it stops: each takes a processor away. */
	private static final int PATIENCE = 4;

	private final Timer timer;

	private final Queue<StallWatch> watches = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean beating = new AtomicBoolean();

	/** Used on the timer only. */
	private int idleBeats;

	/** How many there were. Written on the timer only. */
	private volatile int beats;

	Heartbeat(Timer timer) {
		this.timer = timer;
	}

	/** Look at the next beat, once. */
	void add(StallWatch watch) {
		this.watches.add(watch);
		start();
	}

	/** A number that changes with each beat, and when there will be none. */
	int beats() {
		return this.beats;
	}

	/** Whether there will be a beat soon. To be asked behind {@link #beats}. */
	boolean isBeating() {
		return this.beating.get();
	}

	private void start() {
		if (!this.beating.get() && this.beating.compareAndSet(false, true)) {
			this.timer.after(BEAT_NANOS, this::beat);
		}
	}

	/** One call that cannot be helped must not stop what looks after all others. */
	private void look(StallWatch watch) {
		try {
			watch.look();
		}
		catch (Throwable ex) {
			// No thread could be started: perhaps at the next beat.
			watch.watch();
		}
	}

	private void beat() {
		this.beats = this.beats + 1;
		int waiting = this.watches.size();
		this.idleBeats = (waiting > 0) ? 0 : this.idleBeats + 1;
		for (int i = 0; i < waiting; i++) {
			StallWatch watch = this.watches.poll();
			if (watch != null) {
				look(watch);
			}
		}
		if (this.idleBeats < PATIENCE) {
			this.timer.after(BEAT_NANOS, this::beat);
			return;
		}
		this.idleBeats = 0;
		this.beating.set(false);
		// Whoever has seen it beating behind the last beat sees this one.
		this.beats = this.beats + 1;
		// Whoever came just before has seen it beating.
		if (!this.watches.isEmpty()) {
			start();
		}
	}

}
