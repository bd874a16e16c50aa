package io.futil.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.Gather;
import io.futil.fanout.Gather.Branch;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.TaskResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What only a gather has: required and optional branches, and a body.
 */
@ContractTest
class GatherContractTests {

	private static final int ROUNDS = 300;

	static Stream<ExecutorKind> executors() {
		return Combo.kinds((kind) -> true);
	}

	static Stream<ExecutorKind> executorsWithThreads() {
		return Combo.kinds((kind) -> !kind.inCaller);
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aRequiredFailureIsThrownThoughNobodyAsked(ExecutorKind kind) throws Exception {
		assertThrownAlways(kind, (branch) -> {
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aRequiredFailureIsThrownThoughTheBodySwallowedIt(ExecutorKind kind) throws Exception {
		assertThrownAlways(kind, (branch) -> assertThatIllegalStateException().isThrownBy(branch::get));
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aRequiredFailureIsThrownThoughTheBodyOnlyLookedAtIt(ExecutorKind kind) throws Exception {
		assertThrownAlways(kind, (branch) -> assertThat(branch.result().ok()).isFalse());
	}

	private static void assertThrownAlways(ExecutorKind kind, BodyPart body) throws Exception {
		try (Lab lab = new Lab(kind)) {
			lab.call(() -> {
				for (int i = 0; i < ROUNDS; i++) {
					assertThatIllegalStateException().isThrownBy(() -> lab.fanOut().gather((gather) -> {
						body.run(gather.require("broken", () -> {
							throw new IllegalStateException("required");
						}));
						return 1;
					})).withMessage("required");
				}
				return null;
			}).get();
		}
	}

	@ParameterizedTest
	@MethodSource("executorsWithThreads")
	void aLateOptionalBranchTellsHowLongItRan(ExecutorKind kind) throws Exception {
		// As long as it takes on this machine for the branch to start in time.
		for (Duration timeout = Duration.ofMillis(15); !tellsHowLongItRan(kind, timeout);) {
			timeout = timeout.multipliedBy(2);
		}
	}

	private static boolean tellsHowLongItRan(ExecutorKind kind, Duration timeout) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Gate gate = lab.gate();
			TaskResult<String, Integer> late = lab.call(() -> lab.fanOut().timeout(timeout).gather((gather) -> {
				Branch<Integer> branch = gather.optional("late", () -> {
					gate.pass();
					return 1;
				}).orElse(2);
				assertThat(branch.get()).isEqualTo(2);
				return branch.result();
			})).get();
			if (late.attempts() == 0) {
				return false;
			}
			assertThat(late).isInstanceOfSatisfying(TaskResult.Failure.class,
					(failure) -> assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT));
			assertThat(late.elapsed()).isPositive();
			return true;
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void anInterruptReachesABodyThatWaitsForSomethingElse(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Gate elsewhere = lab.gate();
			Caller<Integer> caller = lab.call(() -> lab.fanOut().gather((gather) -> {
				elsewhere.pass();
				return 1;
			}));
			elsewhere.awaitArrivals(1);
			caller.thread().interrupt();
			assertThat(caller.failure()).isInstanceOf(FanOutInterruptedException.class);
			assertThat(caller.isInterrupted()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("executors")
	void branchesAreDeclaredInTheBodyOnly(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			List<Gather> kept = new ArrayList<>();
			lab.call(() -> lab.fanOut().gather((gather) -> kept.add(gather))).get();
			assertThatIllegalStateException().isThrownBy(() -> kept.get(0).require("late", () -> 1))
				.withMessageContaining("'late'");
		}
	}

	@FunctionalInterface
	private interface BodyPart {

		void run(Branch<@Nullable Object> branch);

	}

}
