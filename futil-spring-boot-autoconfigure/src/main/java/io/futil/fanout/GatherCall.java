package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingFunction;

/**
 * A gather: a call whose tasks are declared while it runs. The body runs on the caller's
 * thread, which counts as waiting all along: what it computes itself is glue.
 */
final class GatherCall implements Gather, Sink<String, @Nullable Object> {

	private final GatherSource source = new GatherSource();

	/** Added to on the caller's thread only. */
	private final List<GatherBranch<?>> branches = new CopyOnWriteArrayList<>();

	private final Call<String, @Nullable Object> call;

	GatherCall(CallSettings settings) {
		this.call = new Call<>(settings, this.source, (name, index) -> this.branches.get(index).run(), null, this);
	}

	/** Run the body and see the branches to their end. */
	<R extends @Nullable Object> R run(ThrowingFunction<Gather, ? extends R> body) {
		List<R> value = new ArrayList<>(1);
		Waiting.lending(this.call.settings().handles(), () -> {
			this.call.watch().start();
			this.call.crew().start();
			value.add(runBody(body));
		});
		return value.get(0);
	}

	private <R extends @Nullable Object> R runBody(ThrowingFunction<Gather, ? extends R> body) {
		R value;
		try {
			value = body.applyWithException(this);
			this.branches.stream().filter(GatherBranch::isRequired).forEach(this::await);
		}
		catch (Throwable ex) {
			throw bodyFailed(ex);
		}
		this.source.close();
		// A branch tells its failure to who waits for it before it tells the call.
		failedRequired().ifPresent((failure) -> this.call.stop(failure.cause()));
		Stop stop = this.call.stopped();
		if (stop != null && (!hasAllRequired() || stop.kind() == Stop.Kind.INTERRUPTED)) {
			this.call.await();
			this.call.finish();
			throw Verdict.of(this.call, stop, this::resultsNow);
		}
		// What still runs is optional and was not asked for.
		this.call.stop(Stop.WON, false);
		this.call.finishWithResult();
		return value;
	}

	private RuntimeException bodyFailed(Throwable failure) {
		this.source.close();
		if (failure instanceof InterruptedException) {
			// The body has waited for something of its own.
			Thread.currentThread().interrupt();
			this.call.stop(Stop.interrupted(failure), false);
		}
		this.call.stop(failure);
		this.call.await();
		this.call.finish();
		Stop stop = this.call.stopped();
		if (stop != null && (stop.kind() == Stop.Kind.FAILED || stop.kind() == Stop.Kind.INTERRUPTED)) {
			return Verdict.of(this.call, stop, this::resultsNow);
		}
		return Failures.unchecked(failure);
	}

	private Optional<TaskResult.Failure<?, ?>> failedRequired() {
		return this.branches.stream()
			.filter((branch) -> branch.isRequired() && branch.outcome() instanceof TaskResult.Failure).<TaskResult
					.Failure<?, ?>>map((branch) -> (TaskResult.Failure<?, ?>) branch.outcome())
			.findFirst();
	}

	private boolean hasAllRequired() {
		return this.branches.stream()
			.filter(GatherBranch::isRequired)
			.allMatch((branch) -> branch.outcome() instanceof TaskResult.Success);
	}

	// The declaration side

	@Override
	public <R extends @Nullable Object> Branch<R> require(String name, Callable<R> task) {
		return declare(name, task, true);
	}

	@Override
	public <R extends @Nullable Object> OptionalBranch<R> optional(String name, Callable<R> task) {
		return declare(name, task, false);
	}

	private <R extends @Nullable Object> GatherBranch<R> declare(String name, Callable<R> task, boolean required) {
		Arguments.name(name, "name");
		Arguments.notNull(task, "task");
		if (this.source.isClosed() || !this.call.caller().is(Thread.currentThread())) {
			throw new IllegalStateException("Branch '" + name + "' is declared outside the body of its gather; "
					+ "declare all branches on the thread that runs the body, before it returns");
		}
		if (this.branches.stream().anyMatch((branch) -> branch.name().equals(name))) {
			throw new IllegalArgumentException("There are two branches named '" + name + "'; give each its own name");
		}
		GatherBranch<R> branch = new GatherBranch<>(this, name, this.branches.size(),
				Bodies.ofTask(this.call.settings(), task), required);
		this.branches.add(branch);
		this.source.add(branch);
		this.call.crew().hire();
		this.call.crew().launchOne();
		return branch;
	}

	// The waiting side

	/** Wait until the branch has an outcome or the call has stopped. */
	void await(GatherBranch<?> branch) {
		try {
			if (this.call.isClocked() && this.call.caller().is(Thread.currentThread())) {
				staying(branch);
			}
			long left = this.call.deadline().remaining();
			if (!this.call.isStopped() && !branch.await(Math.max(0, left))) {
				this.call.stop(Stop.TIMED_OUT, false);
			}
		}
		catch (InterruptedException ex) {
			this.call.stop(Stop.interrupted(ex), false);
			Thread.currentThread().interrupt();
		}
	}

	/** Bring back workers meanwhile when the clock has made tasks claimable. */
	private void staying(GatherBranch<?> branch) throws InterruptedException {
		this.call.recall().stay();
		try {
			while (!this.call.isStopped() && !branch.isSettled() && this.call.deadline().remaining() > 0) {
				this.call.recall().await(this.call.deadline().remaining());
			}
		}
		finally {
			this.call.recall().depart();
		}
	}

	/** Whether the caller was interrupted: then no fallback helps. */
	boolean isInterrupted() {
		Stop stop = this.call.stopped();
		return stop != null && stop.kind() == Stop.Kind.INTERRUPTED;
	}

	/** What {@code get()} of a required branch throws. */
	RuntimeException failureOf(TaskResult.Failure<String, ?> failure) {
		Stop stop = this.call.stopped();
		if (isInterrupted()) {
			this.call.await();
		}
		return (stop != null) ? Verdict.of(this.call, stop, this::resultsNow) : Failures.unchecked(failure.cause());
	}

	/** The outcome of a branch that has none because the call has stopped. */
	<R extends @Nullable Object> TaskResult<String, R> unsettled(GatherBranch<R> branch) {
		Stop stop = this.call.stopped();
		Throwable cause = (stop != null && stop.cause() != null) ? stop.cause() : Verdict.late(this.call);
		boolean timedOut = stop != null && stop.kind() == Stop.Kind.TIMED_OUT;
		TaskResult.Failure<String, @Nullable Object> running = this.call.crew()
			.running(timedOut ? Reason.TIMED_OUT : Reason.CANCELLED, cause)
			.get(branch.index());
		return (running != null) ? branch.withoutOutcome(running.reason(), cause, running.execution())
				: branch.withoutOutcome(Reason.NOT_STARTED, cause, new Execution(branch.index(), 0, 0, 0));
	}

	private List<TaskResult<?, ?>> resultsNow() {
		Map<Integer, TaskResult.Failure<String, @Nullable Object>> running = this.call.crew()
			.running(Reason.TIMED_OUT, Verdict.late(this.call));
		List<TaskResult<?, ?>> results = new ArrayList<>();
		for (GatherBranch<?> branch : this.branches) {
			TaskResult<String, ?> outcome = branch.outcome();
			if (outcome == null) {
				outcome = running.get(branch.index());
			}
			results.add((outcome != null) ? outcome : branch.withoutOutcome(Reason.NOT_STARTED, Verdict.late(this.call),
					new Execution(branch.index(), 0, 0, 0)));
		}
		return results;
	}

	// The delivering side

	@Override
	public boolean needsTimes() {
		return true;
	}

	@Override
	public boolean needsRunning() {
		return true;
	}

	@Override
	@SuppressWarnings("NullAway") // the value of a branch may be null
	public boolean success(String name, @Nullable Object value, Execution execution) {
		settle(new TaskResult.Success<>(name, value, execution));
		return true;
	}

	@Override
	public boolean failure(TaskResult.Failure<String, @Nullable Object> failure) {
		return !settle(failure).isRequired();
	}

	private GatherBranch<?> settle(TaskResult<String, ?> result) {
		GatherBranch<?> branch = this.branches.get(result.index());
		branch.settle(result);
		this.call.recall().wake();
		return branch;
	}

	@Override
	public void wake() {
		if (this.call.isStopped()) {
			this.branches.forEach(GatherBranch::release);
			this.call.recall().wake();
		}
	}

}
