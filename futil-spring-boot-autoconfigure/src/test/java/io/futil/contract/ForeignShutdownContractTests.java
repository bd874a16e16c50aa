package io.futil.contract;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutRejectedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 13, for pools that are not ours: they tell nobody that they are shut down, nor what
 * they drop, and their own tasks may go on.
 */
@ContractTest
class ForeignShutdownContractTests {

	private static final Set<ExecutorKind> POOLS = EnumSet.of(ExecutorKind.POOL_OF_1, ExecutorKind.POOL_OF_4,
			ExecutorKind.HANDOFF, ExecutorKind.FORK_JOIN, ExecutorKind.CACHED, ExecutorKind.VIRTUAL);

	private static final int SIZE = 3;

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, POOLS::contains);
	}

	/** Where a call can wait behind a task of somebody else. */
	static Stream<ExecutorKind> queues() {
		return Stream.of(ExecutorKind.POOL_OF_1, ExecutorKind.POOL_OF_4, ExecutorKind.FORK_JOIN);
	}

	@ParameterizedTest
	@MethodSource("all")
	void newCallsAreRefusedWithNameAndState(Combo combo) throws Exception {
		combo.run((lab) -> {
			((ExecutorService) lab.executor()).shutdown();
			Refusal.assertTold(combo.verb(), lab.call(combo.verb(), Lab.range(SIZE), (item) -> item), SIZE,
					"executor 'default' was shut down");
			assertThat(lab.started()).isZero();
		});
	}

	/** Where no worker of a stream has to come back behind the shutdown for more. */
	static Stream<Combo> served() {
		return all().filter((combo) -> !combo.verb().is(Trait.STREAMS) || combo.kind().threads >= SIZE);
	}

	@ParameterizedTest
	@MethodSource("served")
	void aRunningCallIsServedToItsEnd(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), Lab.range(SIZE), (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(Math.min(SIZE, combo.kind().threads));
			Await.untilWaiting(caller.thread());
			((ExecutorService) lab.executor()).shutdown();
			gate.open();
			List<@Nullable Object> values = caller.get();
			if (combo.verb().tellsAll()) {
				assertThat(values).isEqualTo(Lab.range(SIZE));
			}
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void aRunningCallThatIsInterruptedEnds(Combo combo) throws Exception {
		combo.run((lab) -> {
			Gate gate = lab.gate();
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), Lab.range(SIZE), (item) -> {
				gate.pass();
				return item;
			});
			gate.awaitArrivals(Math.min(SIZE, combo.kind().threads));
			Await.untilWaiting(caller.thread());
			((ExecutorService) lab.executor()).shutdownNow();
			Refusal.assertToldInItsMidst(combo.verb(), caller, SIZE, "was shut down");
			gate.awaitInterrupts(gate.arrived());
		});
	}

	/** Noticed after two looks, so all verbs are looked at together. */
	@ParameterizedTest
	@MethodSource("queues")
	void callsWhoseWorkersAreDroppedEndBesideATaskThatGoesOn(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			ExecutorService pool = (ExecutorService) lab.executor();
			Gate busy = lab.gate();
			for (int i = 0; i < kind.threads; i++) {
				pool.execute(busy::passStubbornly);
			}
			busy.awaitArrivals(kind.threads);
			Map<Verb, Caller<List<@Nullable Object>>> callers = new EnumMap<>(Verb.class);
			for (Verb verb : Verb.values()) {
				callers.put(verb, lab.call(verb, Lab.range(SIZE), (item) -> item));
			}
			callers.values().forEach((caller) -> Await.untilWaiting(caller.thread()));
			pool.shutdownNow();
			for (Verb verb : Verb.values()) {
				Refusal.assertTold(verb, callers.get(verb), SIZE, "was shut down");
			}
			assertThat(busy.isOpen()).isFalse();
			assertThat(lab.started()).isZero();
		}
	}

	/** Somebody may have put a stream aside when its pool is shut down. */
	@ParameterizedTest
	@MethodSource("queues")
	void aStreamThatIsTakenUpAgainEnds(ExecutorKind kind) throws Exception {
		for (Verb verb : Stream.of(Verb.values()).filter((verb) -> verb.is(Trait.STREAMS)).toList()) {
			try (Lab lab = new Lab(kind)) {
				Gate aside = lab.gate();
				Caller<?> caller = lab.call(() -> {
					try (Stream<?> stream = verb.open(lab.fanOut(), CountingSource.endless(),
							lab.counted((item) -> item))) {
						var results = stream.iterator();
						results.next();
						aside.pass();
						while (true) {
							results.next();
						}
					}
				});
				aside.awaitArrivals(1);
				lab.restsBut(caller);
				((ExecutorService) lab.executor()).shutdownNow();
				aside.open();
				assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class)
					.hasMessageContaining("was shut down");
			}
		}
	}

}
