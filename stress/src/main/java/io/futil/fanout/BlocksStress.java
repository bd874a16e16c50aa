package io.futil.fanout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * One worker fills its claim with a block and says so, while another looks for blocks and
 * remembers that there are none.
 */
@JCStressTest
@Description("A block appears while somebody searches: whether the search has seen it, whether the next one does")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the search came later")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the search came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "there is a block and nobody looks for it")
@State
public class BlocksStress {

	private final Blocks<String> blocks = new Blocks<>();

	private final Claim<String> first = new Claim<>();

	public BlocksStress() {
		this.blocks.register(this.first);
		this.blocks.register(new Claim<>());
		this.blocks.register(new Claim<>());
	}

	@Actor
	public void fill() {
		this.first.fill(0, 8);
		this.blocks.appeared();
	}

	@Actor
	public void search(ZZ_Result result) {
		result.r1 = this.blocks.areThere();
	}

	@Arbiter
	public void look(ZZ_Result result) {
		result.r2 = this.blocks.areThere();
	}

}
