package io.futil.stress;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZZ_Result;

/**
 * The last task ends while the deadline passes.
 */
@JCStressTest
@Description("The last task against the deadline of map: what the caller gets, interrupts left on caller and worker")
@Outcome(id = "values, false, false", expect = Expect.ACCEPTABLE, desc = "the last task came first")
@Outcome(id = "timeout, false, false", expect = Expect.ACCEPTABLE, desc = "the deadline came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "a mixture, a false word about a task, or an interrupt is left")
@State
public class DeadlineStress {

	private static final List<Integer> ITEMS = List.of(0, 1);

	/** About as long as it takes to start the call and to run both tasks. */
	private static final int LEAST_NANOS = 500;

	private static final int MOST_NANOS = 20_000;

	private final Hand hand = new Hand();

	private final FanOutOperations fanOut = FanOutTemplate.of(this.hand);

	private final AtomicIntegerArray runs = new AtomicIntegerArray(ITEMS.size());

	private @Nullable List<TaskResult<?, ?>> late;

	private volatile boolean returned;

	@Actor
	public void call(LZZ_Result result) {
		boolean interrupted = Thread.interrupted();
		int nanos = ThreadLocalRandom.current().nextInt(LEAST_NANOS, MOST_NANOS);
		try {
			List<String> values = this.fanOut.timeout(Duration.ofNanos(nanos)).map(ITEMS, this::perform);
			result.r1 = values.equals(List.of("0", "1")) ? "values" : "not all values: " + values;
		}
		catch (FanOutTimeoutException ex) {
			this.late = ex.results();
			result.r1 = "timeout";
		}
		finally {
			this.returned = true;
		}
		result.r2 = Thread.interrupted() || interrupted;
	}

	@Actor
	public void work(LZZ_Result result) {
		boolean interrupted = false;
		while (!this.returned) {
			interrupted |= this.hand.runAll();
			Thread.onSpinWait();
		}
		result.r3 = this.hand.runAll() || interrupted;
	}

	private String perform(int item) {
		this.runs.incrementAndGet(item);
		return String.valueOf(item);
	}

	@Arbiter
	public void look(LZZ_Result result) {
		List<TaskResult<?, ?>> late = this.late;
		boolean complete = late == null || late.size() == ITEMS.size();
		for (int i = 0; complete && i < ITEMS.size(); i++) {
			int runs = this.runs.get(i);
			boolean right = (late != null) ? isRight(late.get(i), i, runs) : runs == 1;
			if (!right) {
				result.r1 = "false word: task " + i + " has run " + runs + " times";
			}
		}
		if (!complete) {
			result.r1 = "an outcome is missing";
		}
	}

	private static boolean isRight(TaskResult<?, ?> outcome, int item, int runs) {
		if (outcome.index() != item || runs > 1) {
			return false;
		}
		if (outcome instanceof TaskResult.Failure<?, ?> failure) {
			return switch (failure.reason()) {
				case TIMED_OUT -> true;
				case NOT_STARTED -> runs == 0;
				default -> false;
			};
		}
		return runs == 1 && String.valueOf(item).equals(outcome.value());
	}

}
