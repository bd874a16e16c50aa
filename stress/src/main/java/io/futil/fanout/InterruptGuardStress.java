package io.futil.fanout;

import io.futil.stress.Pause;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * An attempt ends, and the next one begins, while the first is interrupted.
 */
@JCStressTest
@Description("The end of an attempt against its interrupt: what end says, what interruptAttempt says, anything left")
@Outcome(id = "false, false, false", expect = Expect.ACCEPTABLE, desc = "the interrupt came too early or too late")
@Outcome(id = "true, true, false", expect = Expect.ACCEPTABLE, desc = "the attempt was interrupted")
@Outcome(expect = Expect.FORBIDDEN, desc = "the two disagree, or the interrupt hit what came behind the attempt")
@State
public class InterruptGuardStress {

	private static final long FIRST = 1;

	/** How long the interrupt waits for the attempt: it may be over already. */
	private static final int LOOKS = 64;

	private final InterruptGuard guard = new InterruptGuard();

	@Actor
	public void attempt(ZZZ_Result result) {
		// A flag that was set behind the last look of the sample before is found here.
		boolean left = Thread.interrupted();
		this.guard.begin();
		Pause.aLittle();
		result.r1 = this.guard.end();
		left |= Thread.interrupted();
		this.guard.begin();
		left |= Thread.interrupted();
		left |= this.guard.end();
		result.r3 = Thread.interrupted() || left;
	}

	@Actor
	public void interrupt(ZZZ_Result result) {
		for (int look = 0; look < LOOKS && !this.guard.isUnderWay(); look++) {
			Thread.onSpinWait();
		}
		result.r2 = this.guard.interruptAttempt(FIRST);
	}

}
