package io.futil.contract;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.AllTasksFailedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 6: a winner does not wait for losers.
 */
@ContractTest
class RaceContractTests {

	static Stream<Combo> races() {
		return Combo.of((verb) -> verb.is(Trait.RACES), (kind) -> true);
	}

	static Stream<Combo> realRaces() {
		return Combo.of((verb) -> verb.is(Trait.RACES), (kind) -> kind.threads > 1);
	}

	@ParameterizedTest
	@MethodSource("realRaces")
	void theWinnerDoesNotWaitForStubbornLosers(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			assertThat(lab.call(combo.verb(), Lab.range(2), (item) -> {
				if (Integer.valueOf(0).equals(item)) {
					gate.passStubbornly();
				}
				gate.awaitArrivals(1);
				return item;
			}).get()).containsExactly(1);
			assertThat(gate.isOpen()).isFalse();
			gate.awaitInterrupts(1);
		});
	}

	@ParameterizedTest
	@MethodSource("realRaces")
	void ofManyAtOnceThereIsOneWinner(Combo combo) throws Exception {
		for (int i = 0; i < 20; i++) {
			combo.run((lab) -> {
				CyclicBarrier barrier = new CyclicBarrier(lab.kind().threads);
				List<Integer> items = Lab.range(lab.kind().threads);
				assertThat(lab.call(combo.verb(), items, (item) -> {
					barrier.await();
					return item;
				}).get()).hasSize(1).first().isIn(items);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("races")
	void aFailureDoesNotLoseTheRace(Combo combo) throws Exception {
		combo.run((lab) -> assertThat(lab.call(combo.verb(), Lab.range(5), (item) -> {
			if (!Integer.valueOf(4).equals(item)) {
				throw new IllegalStateException("task " + item);
			}
			return item;
		}).get()).containsExactly(4));
	}

	@ParameterizedTest
	@MethodSource("races")
	void aNullWins(Combo combo) throws Exception {
		combo.run((lab) -> {
			List<@Nullable Object> won = lab.call(combo.verb(), Lab.range(2), (item) -> null).get();
			assertThat(won).hasSize(1).containsOnlyNulls();
		});
	}

	@ParameterizedTest
	@MethodSource("races")
	void allFailuresAreKept(Combo combo) throws Exception {
		combo.run((lab) -> {
			Throwable failure = lab.call(combo.verb(), Lab.range(12), (item) -> {
				throw new IllegalStateException("task " + item);
			}).failure();
			assertThat(failure).isInstanceOf(AllTasksFailedException.class);
			assertThat(Stream.concat(Stream.of(failure.getCause()), Stream.of(failure.getSuppressed())))
				.extracting(Throwable::getMessage)
				.containsExactlyInAnyOrderElementsOf(Lab.range(12).stream().map((item) -> "task " + item).toList());
		});
	}

	@ParameterizedTest
	@MethodSource("races")
	void allMayFailWithTheSameInstance(Combo combo) throws Exception {
		RuntimeException thrown = new IllegalStateException("of all");
		combo.run((lab) -> assertThat(lab.call(combo.verb(), Lab.range(5), (item) -> {
			throw thrown;
		}).failure()).isInstanceOf(AllTasksFailedException.class).hasCause(thrown));
	}

	@ParameterizedTest
	@MethodSource("races")
	void aRaceOfNobodyIsRefused(Combo combo) throws Exception {
		combo.run((lab) -> assertThat(lab.call(combo.verb(), List.of(), (item) -> item).failure())
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("tasks"));
	}

}
