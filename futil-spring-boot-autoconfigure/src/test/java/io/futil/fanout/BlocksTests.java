package io.futil.fanout;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Blocks}.
 */
class BlocksTests {

	private final Blocks<String> blocks = new Blocks<>();

	private final Claim<String> mine = new Claim<>();

	private final Claim<String> others = new Claim<>();

	@BeforeEach
	void register() {
		this.blocks.register(this.mine);
		this.blocks.register(this.others);
	}

	@Test
	void halfOfABlockIsStolen() {
		this.others.fill(0, 8);
		assertThat(this.blocks.steal(this.mine)).isTrue();
		assertThat(this.mine.takeFront(8)).isTrue();
		assertThat(this.mine.peek()).isEqualTo(4);
		assertThat(this.mine.end()).isEqualTo(8);
		assertThat(this.others.takeFront(8)).isTrue();
		assertThat(this.others.end()).isEqualTo(4);
	}

	@Test
	void nobodyStealsFromHimself() {
		this.mine.fill(0, 8);
		assertThat(this.blocks.steal(this.mine)).isFalse();
		assertThat(this.mine.hasBlock()).isTrue();
	}

	@Test
	void whatASearchHasFoundOutHoldsForAllUntilABlockMayHaveAppeared() {
		assertThat(this.blocks.areThere()).isFalse();
		this.others.fill(0, 8);
		assertThat(this.blocks.areThere()).isFalse();
		assertThat(this.blocks.steal(this.mine)).isFalse();
		this.blocks.appeared();
		assertThat(this.blocks.areThere()).isTrue();
		assertThat(this.blocks.steal(this.mine)).isTrue();
	}

	@Test
	void whatWasStolenCanBeStolenAgain() {
		Claim<String> third = new Claim<>();
		this.blocks.register(third);
		this.others.fill(0, 8);
		assertThat(this.blocks.steal(this.mine)).isTrue();
		assertThat(this.others.takeFront(8)).isTrue();
		assertThat(this.blocks.steal(third)).isTrue();
		assertThat(third.takeFront(8)).isTrue();
		assertThat(third.peek()).isEqualTo(6);
	}

}
