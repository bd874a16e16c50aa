package io.futil.contract;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.futil.fanout.Progress;

/**
 * A progress listener that looks whether it is told the truth, by one thread at a time,
 * and then throws.
 */
final class SoakListener implements Consumer<Progress> {

	private final Lab lab;

	private final AtomicBoolean busy = new AtomicBoolean();

	private volatile long last;

	SoakListener(Lab lab) {
		this.lab = lab;
	}

	@Override
	public void accept(Progress progress) {
		this.lab.notOnTheClock("A listener is told");
		if (!this.busy.compareAndSet(false, true)) {
			this.lab.complain("Two threads tell of the progress of one call");
		}
		if (progress.done() < this.last || progress.failed() > progress.done()
				|| (progress.total() >= 0 && progress.done() > progress.total())) {
			this.lab.complain("After " + this.last + " tasks, the progress is told to be " + progress);
		}
		this.last = progress.done();
		this.busy.set(false);
		throw new IllegalStateException("listener");
	}

}
