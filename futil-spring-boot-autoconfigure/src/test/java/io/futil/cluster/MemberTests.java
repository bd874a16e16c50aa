package io.futil.cluster;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much a member is given at once.
 */
class MemberTests {

	private static final int CAPACITY = 3;

	private final Member member = new Member(new UUID(0, 1), "member", false, new LocalLink(Runnable::run, (frame) -> {
	}));

	private long orders;

	/** It says how it is, and is given what it has room for. */
	private void says(boolean calling) {
		this.member.says(new Frame.State(CAPACITY, (int) this.orders, 0, 0, true, false, calling));
		while (this.member.hasRoom()) {
			this.member.assign(new Order(++this.orders, "operation", new BeanCall("type", "method", List.of(), false),
					Map.of(), new byte[0], true, -1));
		}
	}

	@Test
	void oneIsGivenNoMoreThanTwiceItsCapacityHoweverManyOfItsTasksHaveBegun() {
		for (int i = 0; i < 5; i++) {
			says(false);
			assertThat(this.orders).isEqualTo(2 * CAPACITY);
		}
	}

	@Test
	void oneWhoseTasksMayWaitForTasksOfTheirOwnIsGivenMoreEachTime() {
		says(true);
		assertThat(this.orders).isEqualTo(2 * CAPACITY);
		for (int i = 0; i < 5; i++) {
			long before = this.orders;
			says(true);
			assertThat(this.orders).isGreaterThan(before);
		}
	}

}
