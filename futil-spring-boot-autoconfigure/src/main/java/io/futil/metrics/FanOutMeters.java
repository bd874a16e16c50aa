package io.futil.metrics;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Times and counts what happens in calls:
 * <ul>
 * <li>{@code futil.task}, run time of attempts; operation, executor, outcome, and timing,
 * which is {@code attempt} or, for many tiny tasks that are timed together,
 * {@code bulk}</li>
 * <li>{@code futil.task.wait}, time from handing a worker to the executor until it
 * starts; operation, executor</li>
 * <li>{@code futil.task.retries}, attempts that are followed by another one; operation,
 * executor</li>
 * <li>{@code futil.tasks.active} and {@code futil.tasks.abandoned}, workers that run
 * tasks now, and tasks that outlive their calls; executor</li>
 * <li>{@code futil.fanout}, whole calls, unless they are observed; operation, verb,
 * executor, outcome, error</li>
 * </ul>
 * Meters are registered when something happens that they measure, and removed when this
 * is closed.
 */
public final class FanOutMeters implements CallListener, AutoCloseable {

	private final CallNames names;

	private final Supplier<@Nullable MeterRegistry> registry;

	private final BooleanSupplier observed;

	private final AtomicReference<@Nullable Optional<Meters>> found = new AtomicReference<>();

	/**
	 * Meters.
	 * @param names the names of operations and executors
	 * @param registry where to register meters, asked for when the first call begins
	 * @param observed whether somebody else times whole calls
	 */
	public FanOutMeters(CallNames names, Supplier<@Nullable MeterRegistry> registry, BooleanSupplier observed) {
		this.names = names;
		this.registry = registry;
		this.observed = observed;
	}

	@Override
	public @Nullable CallRecorder callStarted(CallView call) {
		Meters meters = meters().orElse(null);
		if (meters == null) {
			return null;
		}
		String operation = this.names.operation(call.operation());
		String executor = this.names.executor(call.executor().name());
		meters.saw(executor, call.executor());
		TaskMeters tasks = meters.tasks(operation, executor);
		if (this.observed.getAsBoolean()) {
			return new MeteredCall(tasks, null);
		}
		return new MeteredCall(tasks, meters.timer(operation, call.verb(), executor));
	}

	// Without a lock: making the bean may need one that somebody holds who makes a call.
	private Optional<Meters> meters() {
		Optional<Meters> known = this.found.get();
		if (known != null) {
			return known;
		}
		Optional<Meters> made = Optional.ofNullable(this.registry.get()).map(Meters::new);
		Optional<Meters> other = this.found.compareAndExchange(null, made);
		return (other != null) ? other : made;
	}

	/**
	 * Remove the meters. Calls that begin later are not measured.
	 */
	@Override
	public void close() {
		Optional<Meters> meters = this.found.getAndSet(Optional.empty());
		if (meters != null) {
			meters.ifPresent(Meters::close);
		}
	}

}
