package io.futil.fanout;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HedgeBudgetTests {

	@ParameterizedTest
	@ValueSource(doubles = { 0.01, 0.1, 0.25, 0.9 })
	void isAShareOfTheCallsAndTenAtOnce(double share) {
		HedgeBudget budget = new HedgeBudget(share);
		int calls = 10_000;
		assertThat(hedges(budget, calls)).isBetween((long) (share * calls) + 8, (long) (share * calls) + 10);
	}

	@Test
	void savesUpTenAndNoMore() {
		HedgeBudget budget = new HedgeBudget(0.1);
		IntStream.range(0, 10_000).forEach((i) -> budget.payIn());
		assertThat(IntStream.range(0, 100).filter((i) -> budget.takeOut()).count()).isEqualTo(10);
		assertThat(budget.takeOut()).isFalse();
	}

	@Test
	void takesBackWhatWasNotUsed() {
		HedgeBudget budget = new HedgeBudget(0.1);
		while (budget.takeOut()) {
			assertThat(budget).isNotNull();
		}
		budget.putBack();
		assertThat(budget.takeOut()).isTrue();
		assertThat(budget.takeOut()).isFalse();
	}

	@Test
	void isNothingAtZeroAndAnythingAtOne() {
		assertThat(hedges(new HedgeBudget(0), 1_000)).isZero();
		HedgeBudget unbounded = new HedgeBudget(1);
		assertThat(IntStream.range(0, 1_000).filter((i) -> unbounded.takeOut()).count()).isEqualTo(1_000);
	}

	private static long hedges(HedgeBudget budget, int calls) {
		return IntStream.range(0, calls).filter((i) -> {
			budget.payIn();
			return budget.takeOut();
		}).count();
	}

}
