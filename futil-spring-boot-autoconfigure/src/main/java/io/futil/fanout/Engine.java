package io.futil.fanout;

import java.util.concurrent.Executor;

import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import io.futil.fanout.spi.RetryDriver;
import io.futil.fanout.spi.RetryPlan;
import io.futil.fanout.spi.RetryStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What all copies of one template share: the executors, the clock and the defaults.
 */
final class Engine {

	private final Timer timer;

	private final ExecutorHandles handles;

	private final FanOutDefaults defaults;

	private final RetryDriver retryDriver;

	private final Extensions extensions;

	private final Complaints complaints = new Complaints();

	private final HedgedOperations hedged;

	Engine(ExecutorLookup lookup, FanOutDefaults defaults, Extensions extensions) {
		this(lookup, defaults, extensions, new Timer());
	}

	Engine(ExecutorLookup lookup, FanOutDefaults defaults, Extensions extensions, Timer timer) {
		this.timer = timer;
		this.handles = new ExecutorHandles(lookup, this.timer);
		this.defaults = defaults;
		RetryDriver retryDriver = extensions.retryDriver();
		this.retryDriver = (retryDriver != null) ? retryDriver : PlannedRetry::new;
		this.extensions = extensions;
		this.hedged = new HedgedOperations(defaults.hedgeBudget());
	}

	ExecutorHandle handle(String name) {
		return this.handles.named(name);
	}

	ExecutorHandle handle(Executor executor) {
		return this.handles.of(Arguments.notNull(executor, "executor"));
	}

	/**
	 * What retry settings mean, completed by the defaults: {@code null} if each task is
	 * tried once, and there is nothing to drive.
	 */
	@Nullable RetryStrategy strategy(RetrySettings settings) {
		RetrySettings defaults = this.defaults.retry();
		RetryPlan plan = settings.plan((defaults != null) ? defaults : RetrySettings.DEFAULTS);
		return (plan.maxAttempts() > 1) ? this.retryDriver.drive(plan) : null;
	}

	/** How a call is to hedge that begins now, if it is. */
	@Nullable HedgePlan hedge(CallOptions options, String verb) {
		Hedge hedge = options.hedge();
		if (hedge == null) {
			return null;
		}
		String operation = options.operation();
		if (operation == null && hedge instanceof Hedge.AtQuantile) {
			throw new IllegalArgumentException("'hedgeAtQuantile' goes by what the same operation took before, "
					+ "and this one has no name; give it one with named(...)");
		}
		return hedge.plan(this.hedged.of((operation != null) ? operation : verb));
	}

	CallOptions options() {
		return CallOptions.defaults(this.defaults.timeout(), this.defaults.cancelGrace());
	}

	/**
	 * Settle what was left open. The default executor is looked up at the first call, not
	 * at start-up.
	 */
	CallSettings settings(CallOptions options, String verb) {
		ExecutorHandle handle = (options.handle() != null) ? options.handle() : handle(this.defaults.executor());
		String operation = (options.operation() != null) ? options.operation() : verb;
		return new CallSettings(handle, this.handles, this.timer, verb, operation, options.concurrency(),
				options.timeout(), options.taskTimeout(), options.cancelGrace(), options.chunkSize(),
				options.progress(), options.retry(), options.rate(), this.extensions, this.complaints);
	}

}
