package io.futil.fanout;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks after a call that has less workers than it might because all has been quick so
 * far: its caller does all the work, or a worker reads several items at a time. When a
 * task turns out to be slow, or the iterator waits, the workers that rest come. It does
 * not keep a call that was dropped.
 */
final class StallWatch {

	private final WeakReference<Call<?, ?>> call;

	private final Heartbeat heartbeat;

	private final AtomicBoolean watching = new AtomicBoolean();

	/** Used on the timer only. */
	private long progress = -1;

	StallWatch(Call<?, ?> call) {
		this.call = new WeakReference<>(call);
		this.heartbeat = call.settings().timer().heartbeat();
	}

	/**
	 * All may depend on one worker from now on.
	 * @return {@code false} if it must not, because there is nobody to come
	 */
	boolean watch() {
		Call<?, ?> call = this.call.get();
		if (call == null || hasNobodyElse(call)) {
			return false;
		}
		if (!this.watching.get() && this.watching.compareAndSet(false, true)) {
			this.heartbeat.add(this);
		}
		return true;
	}

	/** Look whether the call gets on. Called on the timer. */
	void look() {
		Call<?, ?> call = this.call.get();
		if (call == null || call.hasEnded()) {
			return;
		}
		// First this: who calls watch() from now on is looked after again.
		this.watching.set(false);
		long before = this.progress;
		this.progress = call.source().progress();
		if (this.progress == before) {
			call.source().stalled();
			call.settings().timer().handOff(() -> bring(call));
		}
		else if (call.crew().isAtWork() && mayStall(call)) {
			watch();
		}
	}

	/** An executor that runs in its caller would run the others on our thread. */
	private static boolean hasNobodyElse(Call<?, ?> call) {
		return call.recall().isInCaller() && call.handle().concurrency() == Integer.MAX_VALUE;
	}

	private static void bring(Call<?, ?> call) {
		call.source().lendReaderPlace();
		call.crew().launchOne();
	}

	/**
	 * Whether there is somebody to bring. Of an iterator, a worker that rests later may
	 * find that another sits on what it has read.
	 */
	private static boolean mayStall(Call<?, ?> call) {
		return call.source().isRampedUp() || call.crew().hasResting();
	}

}
