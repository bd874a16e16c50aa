package io.futil.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.ExecutorActivity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The meters of one registry, each made once. There are as many as there are names, which
 * are bounded.
 */
final class Meters {

	/** Made by a handler of observations, which does not remove them. */
	private static final Set<String> OBSERVED = Set.of(MeterNames.CALL, MeterNames.CALL + ".active", MeterNames.ATTEMPT,
			MeterNames.ATTEMPT + ".active");

	private final MeterHome home;

	private final Map<Operation, TaskMeters> tasks = new ConcurrentHashMap<>();

	private final Map<String, ExecutorActivities> executors = new ConcurrentHashMap<>();

	private final Map<Call, Timer> calls = new ConcurrentHashMap<>();

	Meters(MeterRegistry registry) {
		this.home = new MeterHome(registry);
	}

	/** The meters of the tasks of an operation. */
	TaskMeters tasks(String operation, String executor) {
		Operation key = new Operation(operation, executor);
		TaskMeters known = this.tasks.get(key);
		return (known != null) ? known
				: this.tasks.computeIfAbsent(key, (absent) -> new TaskMeters(this.home, operation, executor));
	}

	/** A call is about to run on this executor. */
	void saw(String executor, ExecutorActivity activity) {
		ExecutorActivities known = this.executors.get(executor);
		if (known == null) {
			known = this.executors.computeIfAbsent(executor, (name) -> new ExecutorActivities(this.home, name));
		}
		known.saw(activity);
	}

	/**
	 * The timer of a call that nobody observes, with the name and the tags it has from an
	 * observation.
	 */
	CallTimer timer(String operation, String verb, String executor) {
		return (outcome, nanos) -> {
			Call key = new Call(operation, verb, executor, outcome);
			Timer known = this.calls.get(key);
			if (known == null) {
				known = this.calls.computeIfAbsent(key, this::register);
			}
			known.record(nanos, TimeUnit.NANOSECONDS);
		};
	}

	private Timer register(Call call) {
		boolean failed = ObservedCall.isFailure(call.outcome());
		return this.home.register((registry) -> Timer.builder(MeterNames.CALL)
			.tag(MeterNames.OPERATION, call.operation())
			.tag(MeterNames.VERB, call.verb())
			.tag(MeterNames.EXECUTOR, call.executor())
			.tag(MeterNames.OUTCOME, MeterNames.of(call.outcome()))
			.tag(MeterNames.ERROR, failed ? ObservedFailure.class.getSimpleName() : "none")
			.description("How long calls take")
			.register(registry));
	}

	void close() {
		this.home.evict(OBSERVED);
		this.home.close();
	}

	/**
	 * What tells the meters of tasks apart.
	 *
	 * @param name the operation
	 * @param executor the executor
	 */
	private record Operation(String name, String executor) {
	}

	/**
	 * What tells timers of calls apart.
	 *
	 * @param operation the operation
	 * @param verb the verb
	 * @param executor the executor
	 * @param outcome the outcome
	 */
	private record Call(String operation, String verb, String executor, CallOutcome outcome) {
	}

}
