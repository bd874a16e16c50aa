package io.futil.metrics;

import io.futil.fanout.spi.AttemptScope;
import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.Scope;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The observation of one call, and of its attempts where they are observed.
 */
final class ObservedCall implements CallRecorder {

	private final ObservationRegistry registry;

	private final String operation;

	private final String executor;

	private final boolean attempts;

	private final Observation observation;

	ObservedCall(ObservationRegistry registry, String operation, String verb, String executor, boolean attempts) {
		this.registry = registry;
		this.operation = operation;
		this.executor = executor;
		this.attempts = attempts;
		this.observation = Observation.createNotStarted(MeterNames.CALL, registry)
			.contextualName(operation.equals(verb) ? verb : verb + " " + operation)
			.lowCardinalityKeyValue(MeterNames.OPERATION, operation)
			.lowCardinalityKeyValue(MeterNames.VERB, verb)
			.lowCardinalityKeyValue(MeterNames.EXECUTOR, executor)
			.start();
	}

	@Override
	public Scope open() {
		return this.observation.openScope()::close;
	}

	@Override
	public boolean observesAttempts() {
		return this.attempts;
	}

	@Override
	public AttemptScope attemptStarted(int index) {
		// The parent is given: without a context port it is not current here.
		Observation attempt = Observation.createNotStarted(MeterNames.ATTEMPT, this.registry)
			.parentObservation(this.observation)
			.contextualName("task " + this.operation)
			.lowCardinalityKeyValue(MeterNames.OPERATION, this.operation)
			.lowCardinalityKeyValue(MeterNames.EXECUTOR, this.executor)
			.highCardinalityKeyValue("index", Integer.toString(index))
			.start();
		Observation.Scope scope = attempt.openScope();
		return (failure) -> {
			scope.close();
			stop(attempt, (failure != null) ? "failed" : "succeeded", failure, failure != null);
		};
	}

	@Override
	public void callEnded(CallOutcome outcome, @Nullable Throwable failure) {
		stop(this.observation, MeterNames.of(outcome), failure, isFailure(outcome));
	}

	static boolean isFailure(CallOutcome outcome) {
		return outcome != CallOutcome.SUCCEEDED && outcome != CallOutcome.CANCELLED;
	}

	private static void stop(Observation observation, String outcome, @Nullable Throwable failure, boolean failed) {
		observation.lowCardinalityKeyValue(MeterNames.OUTCOME, outcome);
		if (failed) {
			ObservedFailure kept = new ObservedFailure(outcome, failure);
			observation.error((failure != null) ? failure : kept);
			observation.getContext().setError(kept);
		}
		observation.stop();
	}

}
