package io.futil.stress;

import java.util.List;

import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutTemplate;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The last two tasks of a call end at once.
 */
@JCStressTest
@Description("The last two tasks end at once: what the future of the call holds")
@Outcome(id = "\\[0, 1\\]", expect = Expect.ACCEPTABLE, desc = "the call ended with both values")
@Outcome(expect = Expect.FORBIDDEN, desc = "it ended too early, or never")
@State
public class LastTasksStress {

	private static final List<String> NEVER = List.of("open");

	private final Hand hand = new Hand();

	private final FanOutFuture<List<String>> future = FanOutTemplate.of(this.hand)
		.async()
		.map(List.of(0, 1), String::valueOf);

	private final Runnable oneWorker = this.hand.take();

	private final Runnable otherWorker = this.hand.take();

	@Actor
	public void one() {
		this.oneWorker.run();
	}

	@Actor
	public void other() {
		this.otherWorker.run();
	}

	@Arbiter
	public void look(L_Result result) {
		result.r1 = this.future.getNow(NEVER).toString();
	}

}
