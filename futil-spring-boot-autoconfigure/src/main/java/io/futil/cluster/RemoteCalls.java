package io.futil.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.spi.BeanTask;
import io.futil.fanout.spi.NowhereToRunException;
import io.futil.fanout.spi.RemoteTask;
import io.futil.fanout.spi.RemoteTasks;
import org.jspecify.annotations.Nullable;

/**
 * The side of the engine: has the tasks of a call run on members, and waits for each on
 * the worker that has it.
 */
final class RemoteCalls implements RemoteTasks {

	private final AllowedTypes types;

	private final Codec codec;

	private final Dispatcher dispatcher;

	private final List<ClusterContextPropagator> propagators;

	private final AtomicLong ids = new AtomicLong();

	RemoteCalls(AllowedTypes types, Codec codec, Dispatcher dispatcher, List<ClusterContextPropagator> propagators) {
		this.types = types;
		this.codec = codec;
		this.dispatcher = dispatcher;
		this.propagators = propagators;
	}

	@Override
	@SuppressWarnings({ "unchecked", "NullAway" }) // R may itself be nullable
	public <T extends @Nullable Object, R extends @Nullable Object> RemoteTask<T, R> bind(Object task, String operation,
			boolean retried) {
		if (!(task instanceof BeanTask<?> bean)) {
			throw new IllegalArgumentException("'" + operation + "' runs on the members of a cluster, and was given "
					+ "code, which does not travel. Name the method of a bean that each member has: "
					+ "ClusterTasks.bean(PriceService.class, PriceService::price), for a callable with the item behind it: "
					+ "ClusterTasks.bean(PriceService.class, PriceService::price).with(item), for forEach "
					+ "ClusterTasks.action(Mailer.class, Mailer::send)");
		}
		BeanTask.Target target = bean.target();
		if (!this.types.allows(target.type())) {
			throw new IllegalArgumentException("Members do not call beans of type " + target.type().getName()
					+ ": its package is none of the application's. Add it to futil.cluster.allowed-packages on each member");
		}
		Declared.check(target.method());
		BeanCall call = new BeanCall(target.type().getName(), target.method().getName(),
				BeanInvoker.parameterTypes(target.method()), target.direct());
		boolean idempotent = retried || bean.isIdempotent();
		return (item, remaining) -> (R) run((BeanTask<T>) bean, call, operation, idempotent, item, remaining);
	}

	@Override
	public void requireTaker() {
		this.dispatcher.requireHost();
	}

	private <T extends @Nullable Object> @Nullable Object run(BeanTask<T> task, BeanCall call, String operation,
			boolean idempotent, T item, @Nullable Duration remaining) throws Exception {
		Order order = new Order(this.ids.incrementAndGet(), operation, call, headers(),
				this.codec.write(task.arguments(item)), idempotent, (remaining != null) ? remaining.toNanos() : -1);
		Outcome outcome = this.dispatcher.execute(order);
		if (outcome instanceof Outcome.Value value) {
			return this.codec.read(value.value());
		}
		if (outcome instanceof Outcome.Thrown thrown) {
			Throwable failure = this.codec.readFailure(thrown.failure());
			task.failed(failure);
			throw RemoteCalls.<Exception>sneaky(failure);
		}
		RuntimeException reason = ((Outcome.Missing) outcome).reason();
		throw (reason instanceof NowhereToRunException)
				? new FanOutRejectedException("A task of " + operation + " was refused: " + reason.getMessage(), reason)
				: reason;
	}

	private Map<String, String> headers() {
		if (this.propagators.isEmpty()) {
			return Map.of();
		}
		Map<String, String> headers = new HashMap<>();
		this.propagators.forEach((propagator) -> propagator.capture().forEach((name, value) -> {
			// Before the order stands in line: there is nobody behind to take it back.
			if (name == null || value == null) {
				throw new IllegalStateException(propagator.getClass().getName() + " has captured null for '" + name
						+ "', which does not travel. Leave it out");
			}
			headers.put(name, value);
		}));
		return headers;
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

}
