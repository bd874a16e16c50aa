package io.futil.stress;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.Tasks;
import io.futil.fanout.Winner;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLZ_Result;

/**
 * Two branches of a race succeed at once.
 */
@JCStressTest
@Description("Two branches of firstSuccess succeed at once: the winner, what others saw, interrupt left")
@Outcome(id = "first, agreed, false", expect = Expect.ACCEPTABLE, desc = "the first branch won")
@Outcome(id = "second, agreed, false", expect = Expect.ACCEPTABLE, desc = "the second branch won")
@Outcome(expect = Expect.FORBIDDEN, desc = "two winners, none, one that has not run, or an interrupt is left")
@State
public class FirstSuccessStress {

	private final Hand hand = new Hand();

	private final AtomicBoolean firstRan = new AtomicBoolean();

	private final AtomicBoolean secondRan = new AtomicBoolean();

	private final FanOutFuture<Winner<Integer>> future = FanOutTemplate.of(this.hand)
		.async()
		.firstSuccess(Tasks.of("first", branch(1, this.firstRan)).and("second", branch(2, this.secondRan)));

	private final Runnable oneWorker = this.hand.take();

	private final Runnable otherWorker = this.hand.take();

	private @Nullable Winner<Integer> oneSaw;

	private @Nullable Winner<Integer> otherSaw;

	private boolean oneInterrupted;

	private boolean otherInterrupted;

	private static Callable<Integer> branch(int value, AtomicBoolean ran) {
		return () -> {
			ran.set(true);
			Pause.aLittle();
			return value;
		};
	}

	@Actor
	public void one() {
		this.oneInterrupted = Hand.run(this.oneWorker);
		this.oneSaw = this.future.getNow(null);
	}

	@Actor
	public void other() {
		this.otherInterrupted = Hand.run(this.otherWorker);
		this.otherSaw = this.future.getNow(null);
	}

	@Arbiter
	public void look(LLZ_Result result) {
		Winner<Integer> winner = this.future.getNow(null);
		result.r1 = (winner != null) ? winner.name() : "none";
		result.r2 = isAgreed(winner) ? "agreed" : this.oneSaw + " and " + this.otherSaw;
		result.r3 = this.oneInterrupted || this.otherInterrupted;
	}

	/** An actor whose worker did not end the call may have come before its end. */
	private boolean isAgreed(@Nullable Winner<Integer> winner) {
		if (winner == null || (this.oneSaw == null && this.otherSaw == null)) {
			return false;
		}
		boolean isFirst = winner.equals(new Winner<>("first", 1)) && this.firstRan.get();
		boolean isSecond = winner.equals(new Winner<>("second", 2)) && this.secondRan.get();
		return (isFirst || isSecond) && (this.oneSaw == null || this.oneSaw.equals(winner))
				&& (this.otherSaw == null || this.otherSaw.equals(winner));
	}

}
