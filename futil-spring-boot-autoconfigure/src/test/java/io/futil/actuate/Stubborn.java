package io.futil.actuate;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;

/**
 * A task that will not be told, and ends when it is released.
 *
 * @param <T> the type of its value
 */
final class Stubborn<T> implements Callable<T> {

	private final T value;

	private final CountDownLatch started = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private Stubborn(T value) {
		this.value = value;
	}

	/** Have a call start it, and end without it. */
	static <T> Stubborn<T> abandoned(FanOutOperations fanOut, T value) {
		Stubborn<T> task = new Stubborn<>(value);
		FanOutFuture<T> future = fanOut.submit(task);
		await(task.started);
		future.cancel(true);
		return task;
	}

	@Override
	public T call() {
		this.started.countDown();
		await(this.release);
		return this.value;
	}

	private static void await(CountDownLatch latch) {
		boolean waiting = true;
		while (waiting) {
			try {
				latch.await();
				waiting = false;
			}
			catch (InterruptedException ex) {
				waiting = true;
			}
		}
	}

	void release() {
		this.release.countDown();
	}

}
