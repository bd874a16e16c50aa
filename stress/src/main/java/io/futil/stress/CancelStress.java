package io.futil.stress;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutTemplate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZZ_Result;

/**
 * A task succeeds while its future is cancelled.
 */
@JCStressTest
@Description("A task succeeds against cancel(true): what the future holds, what cancel returned, interrupt left")
@Outcome(id = "value, false, false", expect = Expect.ACCEPTABLE, desc = "the task came first")
@Outcome(id = "cancelled, true, false", expect = Expect.ACCEPTABLE, desc = "cancel came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "the two disagree, the future is open, or an interrupt is left")
@State
public class CancelStress {

	private final Hand hand = new Hand();

	private final FanOutFuture<String> future = FanOutTemplate.of(this.hand).submit(() -> "value");

	private final Runnable worker = this.hand.take();

	@Actor
	public void work(LZZ_Result result) {
		result.r3 = Hand.run(this.worker);
	}

	@Actor
	public void cancel(LZZ_Result result) {
		result.r2 = this.future.cancel(true);
	}

	@Arbiter
	public void look(LZZ_Result result) {
		result.r1 = this.future.isCancelled() ? "cancelled" : this.future.getNow("open");
	}

}
