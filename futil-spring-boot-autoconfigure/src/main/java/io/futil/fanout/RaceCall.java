package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A race of named tasks.
 *
 * @param <R> the type of the values
 */
final class RaceCall<R extends @Nullable Object> {

	private final RaceSink<R> sink = new RaceSink<>();

	private final Call<String, R> call;

	RaceCall(CallSettings settings, Map<String, ? extends Callable<? extends R>> tasks) {
		List<Callable<? extends R>> callables = NamedTasks.callables(tasks);
		if (callables.isEmpty()) {
			throw new IllegalArgumentException("'tasks' is empty; a race needs at least one task");
		}
		Source<String> names = new ArraySource<>(tasks.keySet().toArray(), 1);
		this.call = new Call<>(settings, names, (name, index) -> callables.get(index).call(), null, this.sink);
	}

	Call<String, R> call() {
		return this.call;
	}

	/** The winner, once the call has ended. */
	Winner<R> winner() {
		this.call.finishProgress();
		Winner<R> winner = this.sink.winner();
		if (winner != null) {
			return winner;
		}
		Verdict.check(this.call, this::resultsNow);
		throw allFailed();
	}

	private List<TaskResult<String, R>> resultsNow() {
		List<TaskResult<String, R>> results = new ArrayList<>(this.sink.failures());
		results.addAll(this.call.running(Reason.TIMED_OUT, Verdict.late(this.call)).values());
		return results;
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
