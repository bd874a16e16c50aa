package io.futil.fanout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZZ_Result;

/**
 * Two workers take tasks from the front of their own block and steal from the back of the
 * other's.
 */
@JCStressTest
@Description("A block of eight tasks and a thief: how often each was taken, whether owner and thief got any")
@Outcome(id = "each once, true, true", expect = Expect.ACCEPTABLE, desc = "they shared it")
@Outcome(id = "each once, true, false", expect = Expect.ACCEPTABLE, desc = "the thief came too late")
@Outcome(id = "each once, false, true", expect = Expect.ACCEPTABLE, desc = "the owner was robbed of all")
@Outcome(expect = Expect.FORBIDDEN, desc = "a task was lost, or taken twice")
@State
public class ClaimStress {

	private static final int TASKS = 8;

	/** One count a task, one byte each. */
	private static final long EACH_ONCE = 0x01_01_01_01_01_01_01_01L;

	private final Claim<String> owners = new Claim<>();

	private final Claim<String> thiefs = new Claim<>();

	private long ownersCounts;

	private long thiefsCounts;

	public ClaimStress() {
		this.owners.fill(0, TASKS);
	}

	@Actor
	public void owner() {
		this.ownersCounts = takeAll(this.owners, this.thiefs);
	}

	@Actor
	public void thief() {
		this.thiefsCounts = takeAll(this.thiefs, this.owners);
	}

	private static long takeAll(Claim<String> mine, Claim<String> others) {
		long counts = 0;
		do {
			// Two at a time, and the second one back: so all that an owner can do is
			// done.
			while (mine.takeFront(2)) {
				counts += 1L << (mine.next() * Byte.SIZE);
				mine.giveBack();
			}
		}
		while (mine.steal(others));
		return counts;
	}

	@Arbiter
	public void look(LZZ_Result result) {
		long counts = this.ownersCounts + this.thiefsCounts;
		result.r1 = (counts == EACH_ONCE) ? "each once" : Long.toHexString(counts);
		result.r2 = this.ownersCounts != 0;
		result.r3 = this.thiefsCounts != 0;
	}

}
