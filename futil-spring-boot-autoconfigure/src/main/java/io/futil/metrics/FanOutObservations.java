package io.futil.metrics;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each call, {@code futil.fanout}: current while the caller's
 * context is captured, so that observations of its tasks are its children. Where asked
 * for, makes one of each attempt too, {@code futil.task.attempt}. Handlers of the
 * registry turn them into timers and spans; where there is no registry, or none that
 * handles anything, nothing is observed.
 */
public final class FanOutObservations implements CallListener {

	private final CallNames names;

	private final Supplier<@Nullable ObservationRegistry> registry;

	private final boolean attempts;

	private final AtomicReference<@Nullable ObservationRegistry> found = new AtomicReference<>();

	/**
	 * Observations.
	 * @param names the names of operations and executors
	 * @param registry where to observe, asked for when the first call begins
	 * @param attempts whether each attempt is observed, too
	 */
	public FanOutObservations(CallNames names, Supplier<@Nullable ObservationRegistry> registry, boolean attempts) {
		this.names = names;
		this.registry = registry;
		this.attempts = attempts;
	}

	/**
	 * Whether calls are observed.
	 * @return {@code false} if there is no registry, or it has no handler
	 */
	public boolean isActive() {
		return !registry().isNoop();
	}

	@Override
	public @Nullable CallRecorder callStarted(CallView call) {
		ObservationRegistry registry = registry();
		if (registry.isNoop()) {
			return null;
		}
		return new ObservedCall(registry, this.names.operation(call.operation()), call.verb(),
				this.names.executor(call.executor().name()), this.attempts);
	}

	// Without a lock: making the bean may need one that somebody holds who makes a call.
	private ObservationRegistry registry() {
		ObservationRegistry known = this.found.get();
		if (known != null) {
			return known;
		}
		ObservationRegistry bean = this.registry.get();
		ObservationRegistry made = (bean != null) ? bean : ObservationRegistry.NOOP;
		ObservationRegistry other = this.found.compareAndExchange(null, made);
		return (other != null) ? other : made;
	}

}
