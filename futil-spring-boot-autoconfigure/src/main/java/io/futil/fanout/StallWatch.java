package io.futil.fanout;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after a call whose workers read several items at a time because all has been
 * quick so far: when a task turns out to be slow, or the iterator waits, the workers that
 * rest come. Ticks only while there are such batches, and does not keep a call that was
 * dropped.
 */
final class StallWatch {

	private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final WeakReference<Call<?, ?>> call;

	private final Timer timer;

	private final AtomicBoolean watching = new AtomicBoolean();

	/** Used on the timer only. */
	private long progress = -1;

	StallWatch(Call<?, ?> call) {
		this.call = new WeakReference<>(call);
		this.timer = call.settings().timer();
	}

	/** A worker holds several items. */
	void watch() {
		if (!this.watching.get() && this.watching.compareAndSet(false, true)) {
			this.timer.after(TICK_NANOS, this::tick);
		}
	}

	private void tick() {
		Call<?, ?> call = this.call.get();
		if (call == null || call.hasEnded()) {
			return;
		}
		// First this: who takes a batch from now on sets the watch again.
		this.watching.set(false);
		long before = this.progress;
		this.progress = call.source().progress();
		if (this.progress == before) {
			this.timer.handOff(call.crew()::launchOne);
		}
		else if (call.crew().isAtWork()) {
			watch();
		}
	}

}
