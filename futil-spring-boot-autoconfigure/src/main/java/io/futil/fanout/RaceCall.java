package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A race of named tasks.
 *
 * @param <R> the type of the values
 */
final class RaceCall<R extends @Nullable Object> {

	private final RaceSink<R> sink;

	/** The tasks, where they are started one by one. */
	private final @Nullable HedgeSource hedged;

	private final List<String> names;

	private final Call<String, R> call;

	RaceCall(CallSettings settings, Map<String, ? extends Callable<? extends R>> tasks, @Nullable HedgePlan hedge) {
		NamedTasks<R> named = NamedTasks.of(settings, tasks);
		if (named.names().isEmpty()) {
			throw new IllegalArgumentException("'tasks' is empty; a race needs at least one task");
		}
		this.names = named.names();
		if (hedge != null) {
			hedge.budget().payIn();
		}
		this.hedged = (hedge != null) ? new HedgeSource(this.names, hedge, settings.timer()) : null;
		this.sink = new RaceSink<>(this.hedged);
		Source<String> source = (this.hedged != null) ? this.hedged : new ArraySource<>(Segments.of(this.names), 1);
		this.call = new Call<>(settings, source, named.body(), null, this.sink);
		if (this.hedged != null) {
			this.hedged.attach(this.call);
		}
	}

	Call<String, R> call() {
		return this.call;
	}

	/** The winner, once the call has ended. */
	Winner<R> winner() {
		Winner<R> winner = this.sink.winner();
		if (winner != null) {
			this.call.finishWithResult();
			return winner;
		}
		Stop stop = this.call.stopped();
		if (this.hedged != null && stop != null && stop.kind() == Stop.Kind.TIMED_OUT) {
			this.hedged.timedOut();
		}
		if (stop != null) {
			this.call.finish();
			throw Verdict.of(this.call, stop, this::resultsNow);
		}
		AllTasksFailedException allFailed = allFailed();
		this.call.finishWithout(allFailed);
		throw allFailed;
	}

	private List<TaskResult<String, R>> resultsNow() {
		FanOutTimeoutException late = Verdict.late(this.call);
		Map<Integer, TaskResult<String, R>> results = new TreeMap<>(this.call.crew().running(Reason.TIMED_OUT, late));
		this.sink.failures().forEach((failure) -> results.put(failure.index(), failure));
		for (int i = 0; i < this.names.size(); i++) {
			results.putIfAbsent(i,
					new TaskResult.Failure<>(this.names.get(i), Reason.NOT_STARTED, late, new Execution(i, 0, 0, 0)));
		}
		return new ArrayList<>(results.values());
	}

	private AllTasksFailedException allFailed() {
		List<TaskResult.Failure<String, R>> failures = new ArrayList<>(this.sink.failures());
		AllTasksFailedException exception = new AllTasksFailedException(
				"None of the " + failures.size() + " tasks of " + this.call.settings().describe() + " succeeded",
				failures.get(0).cause());
		failures.stream().skip(1).map(TaskResult.Failure::cause).forEach(exception::addSuppressed);
		return exception;
	}

}
