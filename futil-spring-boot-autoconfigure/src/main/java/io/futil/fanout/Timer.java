package io.futil.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one clock of a template: deadlines, graces and task time-outs. Only the engine's
 * own code runs on it; what may run a user's code is handed on. Its threads are daemons
 * and end when there is nothing to do, so it need not be closed.
 */
final class Timer {

	private static final long KEEP_ALIVE_SECONDS = 1;

	private final AlarmClock clock;

	private final Executor handOff;

	private final Heartbeat heartbeat = new Heartbeat(this);

	Timer() {
		this(AlarmClock.ofTheMachine(threads("futil-timer"), KEEP_ALIVE_SECONDS));
	}

	Timer(AlarmClock clock) {
		this.clock = clock;
		this.handOff = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS,
				new SynchronousQueue<>(), threads("futil-completion"));
	}

	/** Run a step of the engine later, on the clock. */
	Future<?> after(long nanos, Runnable step) {
		return this.clock.after(nanos, step);
	}

	/** Nanoseconds on the clock that {@link #after} goes by. */
	long now() {
		return this.clock.now();
	}

	/** Run what may be a user's code, now, off the clock. */
	void handOff(Runnable userCode) {
		this.handOff.execute(userCode);
	}

	/** What looks after calls that get on as long as their tasks are quick. */
	Heartbeat heartbeat() {
		return this.heartbeat;
	}

	private static ThreadFactory threads(String name) {
		return (task) -> {
			// Nothing of the caller who happens to be first: neither what its thread
			// hands down, nor its class loader, which may be that of a redeployed
			// application.
			Thread thread = new Thread(null, task, name, 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(Timer.class.getClassLoader());
			return thread;
		};
	}

}
