package io.futil.fanout;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.futil.fanout.spi.AttemptScope;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CapturedContext;
import io.futil.fanout.spi.ContextPort;
import io.futil.fanout.spi.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What stands around the user's code in one call: the caller's context, captured once,
 * and who observes attempts. Where there is neither, nothing is put around anything.
 */
final class CallContext {

	static final CallContext NONE = new CallContext(null);

	private static final Log logger = LogFactory.getLog(CallContext.class);

	private final @Nullable ContextPort port;

	/** Set once, before the first worker is hired. */
	private @Nullable CapturedContext captured;

	private final AtomicBoolean released = new AtomicBoolean();

	/** Whether a task is known to have changed what it found, decorated or not. */
	private final AtomicBoolean changed;

	CallContext(@Nullable ContextPort port) {
		this(port, new AtomicBoolean());
	}

	private CallContext(@Nullable ContextPort port, AtomicBoolean changed) {
		this.port = port;
		this.changed = changed;
	}

	/**
	 * Capture the context of the current thread, the caller's, and in it what those who
	 * listen open there.
	 */
	void capture(@Nullable Report report) {
		if (this.port == null) {
			return;
		}
		try (Scope scope = (report != null) ? report.open() : Scope.NONE) {
			this.captured = this.port.capture();
		}
		catch (Throwable ex) {
			if (report != null) {
				report.ended(null, ex);
			}
			throw ex;
		}
	}

	/** Have the context on this thread. What this throws fails the task. */
	Scope open() {
		return (this.captured != null) ? this.captured.open() : Scope.NONE;
	}

	/**
	 * The context that a decoration has made of this one, on a thread that is in it.
	 * @return what tasks inside the decoration are to have
	 */
	CallContext asDecorated() {
		ContextPort port = this.port;
		if (port == null) {
			return this;
		}
		CallContext decorated = new CallContext(port, this.changed);
		decorated.captured = port.capture();
		return decorated;
	}

	/** Whether there is a context. */
	boolean isThere() {
		return this.captured != null;
	}

	/**
	 * Have the context on this thread for several tasks.
	 * @return {@code null} if each task needs a scope of its own
	 */
	@Nullable Scope openShared() {
		try {
			return (!this.changed.get() && isInPlace()) ? open() : null;
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/** One that cannot tell is to fail in the scope of a task. */
	private boolean isInPlace() {
		try {
			return this.captured != null && this.captured.isInPlace();
		}
		catch (Throwable ex) {
			return false;
		}
	}

	/** Put this thread's own state back, and see whether tasks have changed it. */
	void closeShared(Scope scope) {
		if (!isInPlace()) {
			this.changed.set(true);
		}
		try {
			scope.close();
		}
		catch (Throwable ex) {
			// The tasks have run. Those that follow find out themselves if they can.
			this.changed.set(true);
			logger.warn("What tasks have left on a thread could not be put back", ex);
		}
	}

	/** The same for what has to be done in any case. */
	Scope openIfPossible() {
		try {
			return open();
		}
		catch (Throwable ex) {
			logger.warn("There is no way to get into the context of a caller; what has to be done is done without", ex);
			return Scope.NONE;
		}
	}

	/** The same for reading an input: the tasks fail themselves if they must. */
	Scope openToRead() {
		Scope scope = openIfPossible();
		return () -> {
			try {
				scope.close();
			}
			catch (Throwable ex) {
				logger.warn("What an iterator has left on a thread could not be put back", ex);
			}
		};
	}

	/** The call has ended. Whoever comes first says so. */
	void release() {
		if (this.captured != null && this.released.compareAndSet(false, true)) {
			this.captured.release();
		}
	}

	/** The task as those see it who observe attempts. */
	static <T extends @Nullable Object, R extends @Nullable Object> TaskBody<T, R> observed(TaskBody<T, R> body,
			@Nullable Report report) {
		List<CallRecorder> observers = (report != null) ? report.attemptObservers() : List.of();
		if (report == null || observers.isEmpty()) {
			return body;
		}
		return (item, index) -> observed(() -> report.attemptStarted(observers, index), body, item, index);
	}

	private static <T extends @Nullable Object, R extends @Nullable Object> R observed(
			Supplier<AttemptScope> observation, TaskBody<T, R> body, T item, int index) throws Throwable {
		AttemptScope attempt = observation.get();
		R value;
		try {
			value = body.run(item, index);
		}
		catch (Throwable ex) {
			attempt.close(ex);
			throw ex;
		}
		attempt.close(null);
		return value;
	}

}
