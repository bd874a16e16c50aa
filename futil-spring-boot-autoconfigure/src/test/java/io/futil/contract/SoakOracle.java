package io.futil.contract;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.contract.SoakPlan.Ending;
import io.futil.contract.Verb.Trait;
import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether what was seen of a call is what the laws allow. It is asked when nothing
 * runs any more.
 */
final class SoakOracle {

	private static final int MOST_SUPPRESSED = 8;

	private final SoakCall call;

	private final SoakPlan plan;

	private final Verb verb;

	private final SoakOutcome outcome;

	/** Whether there is a time after which the call may end with less than all. */
	private final boolean timed;

	private SoakOracle(SoakCall call) {
		this.call = call;
		this.plan = call.plan();
		this.verb = this.plan.verb();
		this.outcome = call.outcome();
		boolean timed = false;
		for (SoakCall any = call; any != null; any = any.outer()) {
			timed |= any.plan().options().timeout() != null;
		}
		this.timed = timed;
	}

	static void check(SoakCall call) {
		SoakOracle oracle = new SoakOracle(call);
		oracle.checkRuns();
		Throwable failure = call.outcome().failure();
		if (failure != null) {
			oracle.checkFailure(failure);
		}
		else {
			oracle.checkValues(call.outcome().values());
		}
		oracle.checkEnd();
	}

	// What ran

	private void checkRuns() {
		for (int place = 0; place < size(); place++) {
			require(this.call.starts(place) <= 1, "task " + place + " ran " + this.call.starts(place) + " times");
		}
	}

	/** What is over is over, where the call has waited for it. */
	private void checkEnd() {
		Throwable failure = this.outcome.failure();
		boolean patient = Caller.LIMIT.equals(this.plan.options().grace()) && !this.timed && !isRejection(failure);
		boolean waits = this.verb.is(Trait.WAITS) && !this.verb.is(Trait.RACES) && !this.plan.ending().isOfStreams();
		if (waits && ((failure == null && !this.timed) || (failure != null && patient))) {
			require(this.outcome.running() == 0, this.outcome.running() + " tasks ran when the call was over");
			require(this.call.late() == 0, this.call.late() + " tasks started when the call was over");
		}
		boolean goesOn = this.plan.ending() == Ending.DROP
				|| (this.verb.is(Trait.ASYNC) && failure != null && isInterrupt(failure));
		require(goesOn || this.call.late() <= this.call.bench().most(),
				this.call.late() + " tasks started behind the end");
		boolean endsByItself = failure == null && !this.verb.is(Trait.RACES) && !this.plan.ending().isOfStreams()
				&& this.plan.options().taskTimeout() == null && !this.timed && !isCompleted();
		if (endsByItself && !interruptsItsCaller()) {
			require(this.call.flagged() == 0, this.call.flagged() + " tasks saw an interrupt of nobody");
		}
		checkFlag(failure);
		if (this.plan.ending().isOfFutures() && !isThrownByTheVerb()) {
			Await.until(() -> "the dependent of the future runs in " + this.plan, () -> this.call.completions() > 0);
			require(this.call.completions() == 1, "the future completed " + this.call.completions() + " times");
		}
	}

	private static boolean isRejection(@Nullable Throwable failure) {
		return failure instanceof FanOutRejectedException;
	}

	private boolean isCompleted() {
		return this.plan.ending() == Ending.COMPLETE;
	}

	/** Bad arguments, and input that is read on the caller's thread. */
	private boolean isThrownByTheVerb() {
		Throwable failure = this.outcome.failure();
		return failure instanceof IllegalArgumentException || (failure != null && this.call.isSourceFailure(failure));
	}

	/**
	 * On a thread that runs tasks of its own call, an interrupt of the caller and one of
	 * the deadline may fall together: there is but one flag. The tasks of the next call
	 * on it may swallow it, too.
	 */
	private void checkFlag(@Nullable Throwable failure) {
		boolean kept = !this.call.bench().runsInCaller() || !(this.timed || this.verb.is(Trait.INDEPENDENT));
		if (failure instanceof FanOutInterruptedException && !this.call.isThrown(failure) && kept) {
			require(this.outcome.flag(), "the caller's interrupt is told, but not kept");
		}
		if (this.call.outer() == null && !interruptsItsCaller()) {
			boolean told = this.outcome.flag() || failure instanceof InterruptedException;
			require(told == this.call.isInterrupted(), this.call.isInterrupted() ? "the caller's interrupt is lost"
					: "the caller is interrupted by nobody");
		}
	}

	private boolean interruptsItsCaller() {
		return this.call.bench().runsInCaller()
				&& (this.plan.interrupts() || this.call.isInterrupted() || this.call.outer() != null);
	}

	// Values

	private void checkValues(List<@Nullable Object> values) {
		if (this.plan.ending().isOfStreams()) {
			checkSome(values);
		}
		else if (isCompleted() && values.isEmpty()) {
			return;
		}
		else if (this.verb.is(Trait.RACES)) {
			checkWinner(values);
		}
		else if (this.verb.is(Trait.SETTLES) || this.verb.is(Trait.KEEPS_FAILURES)) {
			checkSettled(values);
		}
		else {
			for (int place = 0; place < size(); place++) {
				require(this.call.returned(place), "task " + place + " has not returned a value");
			}
			if (!this.verb.is(Trait.VOID)) {
				require(values.size() == size(), values.size() + " values of " + size());
				checkInOrder(values);
			}
		}
	}

	private void checkInOrder(List<@Nullable Object> values) {
		for (int place = 0; place < values.size(); place++) {
			checkValue(place, values.get(place));
		}
	}

	private void checkValue(int place, @Nullable Object value) {
		require(this.call.returned(place), "there is a value of task " + place + ", which has not returned one");
		require(value == expected(place), "the value of task " + place + " is another one");
	}

	private @Nullable Object expected(int place) {
		PoisonItem item = this.call.items().get(place);
		boolean keepsItems = this.verb == Verb.FILTER || this.verb == Verb.ASYNC_FILTER;
		return keepsItems ? item : this.plan.deeds().get(place).value(item);
	}

	private void checkSome(List<@Nullable Object> some) {
		require(some.size() <= Math.min(this.plan.when(), size()), some.size() + " results were taken");
		if (this.verb == Verb.STREAM) {
			checkInOrder(some);
			return;
		}
		Set<Integer> places = new HashSet<>();
		for (Object one : some) {
			TaskResult<?, ?> result = (TaskResult<?, ?>) one;
			require(result != null && places.add(result.index()), "a result came twice");
			checkResult(result);
		}
	}

	private void checkWinner(List<@Nullable Object> values) {
		require(values.size() == 1, "there are " + values.size() + " winners");
		require(IntStream.range(0, size())
			.anyMatch((place) -> this.call.returned(place) && expected(place) == values.get(0)),
				"the winner is none of the tasks that have returned a value");
	}

	/** Of a source that is read as it goes, not all may be known at a deadline. */
	private void checkSettled(List<@Nullable Object> values) {
		boolean partly = this.plan.lazy() && this.verb.is(Trait.LAZY) && (this.timed || this.call.bench().refuses());
		require(partly ? values.size() <= size() : values.size() == size(), values.size() + " outcomes of " + size());
		if (values.size() < size()) {
			int[] places = values.stream()
				.filter(PoisonItem.class::isInstance)
				.mapToInt((value) -> ((PoisonItem) value).place())
				.toArray();
			for (int i = 1; i < places.length; i++) {
				require(places[i - 1] < places[i], "values are out of order");
			}
			return;
		}
		for (int place = 0; place < values.size(); place++) {
			if (values.get(place) instanceof Failed failed) {
				checkFailed(place, failed.reason(), failed.cause());
			}
			else {
				checkValue(place, values.get(place));
			}
		}
	}

	private void checkResult(TaskResult<?, ?> result) {
		int place = result.index();
		if (result instanceof TaskResult.Failure<?, ?> failure) {
			checkFailed(place, failure.reason(), failure.cause());
		}
		else if (this.verb == Verb.FILTER || this.verb == Verb.ASYNC_FILTER || this.verb.is(Trait.VOID)) {
			require(this.call.returned(place) && Boolean.TRUE.equals(result.value()),
					"task " + place + " is told done");
		}
		else {
			checkValue(place, result.value());
		}
	}

	/**
	 * The outcome of a task that has no value.
	 * @param reason why, where the verb tells
	 * @param cause what was thrown, where the verb tells
	 */
	private void checkFailed(int place, @Nullable Reason reason, @Nullable Throwable cause) {
		String what = "task " + place + " is told to be " + reason + " because of " + cause;
		if (reason == Reason.NOT_STARTED || reason == Reason.REJECTED) {
			require(this.call.starts(place) == 0, what + ", but has started");
		}
		boolean own = cause != null && cause == this.call.thrown(place) && isOfItsOwn(cause);
		boolean bySomebody = this.call.bench().isFault(cause) || this.call.bench().refuses()
				|| (cause == null && this.call.bench().breaks());
		boolean late = this.timed || this.plan.options().taskTimeout() != null;
		boolean explained = (reason == null) ? own || late || bySomebody || (cause == null && isFailed(place))
				: switch (reason) {
					case FAILED -> own || this.call.bench().isFault(cause);
					case TIMED_OUT -> late;
					case NOT_STARTED -> this.timed;
					case REJECTED, CANCELLED -> this.call.bench().refuses();
				};
		require(explained, what);
	}

	private boolean isFailed(int place) {
		Throwable thrown = this.call.thrown(place);
		return thrown != null && isOfItsOwn(thrown);
	}

	// Failures

	private void checkFailure(Throwable failure) {
		if (!isExplained(failure)) {
			throw new AssertionError("Nothing explains " + failure + " of " + this.plan, failure);
		}
		if (failure instanceof AllTasksFailedException && !this.call.isThrown(failure)) {
			for (int place = 0; place < size(); place++) {
				require(!this.call.returned(place) || this.plan.options().taskTimeout() != null,
						"task " + place + " has returned a value, but there is no winner");
			}
		}
		else {
			require(failure.getSuppressed().length <= MOST_SUPPRESSED, "too much is suppressed");
			if (failure != this.call.bench().shared()) {
				Stream.of(failure.getSuppressed())
					.forEach((other) -> require(isGenuineSomewhere(other), "suppressed is " + other));
			}
		}
		if (failure instanceof FanOutTimeoutException late && !this.call.isThrown(failure)
				&& !this.verb.is(Trait.INDEPENDENT)) {
			checkResults(late.results());
		}
	}

	private boolean isExplained(Throwable failure) {
		boolean failsFast = this.verb.is(Trait.FAILS_FAST) || this.verb.is(Trait.INDEPENDENT);
		Duration taskTimeout = this.plan.options().taskTimeout();
		return (failsFast && isGenuine(failure))
				|| (failsFast && failure.getClass() == FanOutException.class && isGenuine(failure.getCause()))
				|| this.call.isSourceFailure(failure) || this.call.bench().isFault(failure)
				|| (failure instanceof FanOutTimeoutException && (this.timed || (failsFast && taskTimeout != null)))
				|| (isInterrupt(failure) && isInterruptible())
				|| (failure instanceof FanOutRejectedException && this.call.bench().refuses())
				|| (failure instanceof AllTasksFailedException && this.verb.is(Trait.RACES) && size() > 0)
				|| (failure instanceof IllegalArgumentException && this.verb.is(Trait.RACES) && size() == 0)
				|| (failure instanceof CancellationException && isCancelled())
				|| (failure instanceof TimeoutException && this.plan.ending() == Ending.TIME_OUT);
	}

	/** Whether a task has failed with this for a reason of its own. */
	private boolean isGenuine(@Nullable Throwable failure) {
		return failure != null
				&& ((this.call.isThrown(failure) && isOfItsOwn(failure)) || this.call.bench().isFault(failure));
	}

	/**
	 * A task that has interrupted its thread may find itself in the call of another one.
	 */
	private boolean isOfItsOwn(Throwable failure) {
		return !this.call.isInduced(failure) || (this.call.bench().runsInCaller() && this.plan.interrupts());
	}

	/** What an inner call throws has brought with it what was suppressed there. */
	private boolean isGenuineSomewhere(Throwable failure) {
		return isGenuine(failure) || isTaskTimeout(failure)
				|| this.call.round()
					.calls()
					.map(SoakOracle::new)
					.anyMatch((any) -> any.isGenuine(failure)
							|| (failure.getClass() == FanOutException.class && any.isGenuine(failure.getCause())));
	}

	private static boolean isTaskTimeout(Throwable failure) {
		return failure instanceof FanOutTimeoutException && failure.getMessage().startsWith("Task ");
	}

	/** Whoever waits for a future gets the interrupt as it is. */
	private boolean isInterrupt(Throwable failure) {
		boolean bare = this.verb.is(Trait.ASYNC) && !this.verb.is(Trait.INDEPENDENT);
		return (failure instanceof InterruptedException && this.verb.is(Trait.ASYNC))
				|| (failure instanceof FanOutInterruptedException && (!bare || this.call.bench().runsInCaller()));
	}

	private boolean isInterruptible() {
		return this.call.outer() != null || this.call.isInterrupted() || interruptsItsCaller();
	}

	private boolean isCancelled() {
		return this.plan.ending() == Ending.CANCEL || this.plan.ending() == Ending.RELEASE;
	}

	private void checkResults(List<TaskResult<?, ?>> results) {
		int last = -1;
		for (TaskResult<?, ?> result : results) {
			require(result.index() > last, "the results of the time-out are out of order");
			last = result.index();
			checkResult(result);
		}
	}

	private int size() {
		return this.plan.deeds().size();
	}

	private void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new AssertionError(otherwise + ", in " + this.plan + " which ended with " + this.outcome,
					this.outcome.failure());
		}
	}

}
