package io.futil.contract;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.context.SpringContext;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 11 for what an application of Spring keeps on its threads.
 */
@ContractTest
class CallerContextContractTests {

	private static final Carried A = Carried.all("a", "fr");

	private static final Carried B = Carried.all("b", "ja");

	@BeforeAll
	static void register() {
		Carried.register();
	}

	@AfterAll
	static void deregister() {
		Carried.deregister();
	}

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> !kind.isNested());
	}

	static Stream<ExecutorKind> kinds() {
		return Combo.kinds((kind) -> !kind.isNested());
	}

	/** Without the one that refuses while its threads are on their way back. */
	static Stream<ExecutorKind> kindsThatTakeAnyNumberOfCalls() {
		return kinds().filter((kind) -> kind != ExecutorKind.HANDOFF);
	}

	/** Verbs that leave a thread for the next task. */
	static Stream<Combo> many() {
		return Combo.of((verb) -> verb.tellsAll() || verb == Verb.FOR_EACH, (kind) -> !kind.isNested());
	}

	private static FanOutOperations fanOut(Lab lab) {
		Extensions extensions = new Extensions(null, List.of(),
				SpringContext.port(new StaticListableBeanFactory(), false));
		return new FanOutTemplate(new OneExecutor(lab.executor()),
				new FanOutDefaults(OneExecutor.NAME, null, Duration.ofSeconds(1)), extensions)
			.on(lab.executor());
	}

	/** What the tasks of a verb see that was called with this context. */
	private Set<Carried> seen(Lab lab, Verb verb, FanOutOperations fanOut, Carried callers, boolean soiling)
			throws Exception {
		Set<Carried> seen = ConcurrentHashMap.newKeySet();
		lab.call(() -> {
			callers.set();
			verb.run(fanOut, Lab.range(items(lab, verb)), (item) -> {
				seen.add(Carried.here());
				if (soiling) {
					Carried.soil();
				}
				return item;
			});
			assertThat(Carried.here()).isEqualTo(callers);
			Carried.NOTHING.set();
			return null;
		}).get();
		return seen;
	}

	/**
	 * An executor without a queue refuses calls beyond its threads, and some come back.
	 */
	private static int items(Lab lab, Verb verb) {
		return (verb.is(Verb.Trait.INDEPENDENT) && lab.kind() == ExecutorKind.HANDOFF) ? 4 : 20;
	}

	@ParameterizedTest
	@MethodSource("all")
	void tasksSeeWhatTheirCallerHasAndNothingElse(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = fanOut(lab);
			assertThat(seen(lab, combo.verb(), fanOut, A, false)).containsOnly(A);
			assertThat(seen(lab, combo.verb(), fanOut, Carried.NOTHING, false)).containsOnly(Carried.NOTHING);
			assertThat(seen(lab, combo.verb(), fanOut, B, false)).containsOnly(B);
		});
	}

	@ParameterizedTest
	@MethodSource("many")
	void whatATaskLeavesBehindIsSeenByNobody(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = fanOut(lab);
			assertThat(seen(lab, combo.verb(), fanOut, A, true)).containsOnly(A);
			assertThat(seen(lab, combo.verb(), fanOut, Carried.NOTHING, true)).containsOnly(Carried.NOTHING);
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void whatIsBoundToTheCallerIsSeenByNoTask(Combo combo) throws Exception {
		combo.run((lab) -> {
			FanOutOperations fanOut = fanOut(lab);
			assertThat(seen(lab, combo.verb(), fanOut, A.inTransaction(), true)).containsOnly(A);
			assertThat(seen(lab, combo.verb(), fanOut, Carried.NOTHING.inTransaction(), false))
				.containsOnly(Carried.NOTHING);
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aCallInATaskTakesOnWhatTheTaskHas(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = fanOut(lab);
			Set<Carried> inner = ConcurrentHashMap.newKeySet();
			lab.call(() -> {
				A.set();
				fanOut.forEach(List.of(1, 2), (outer) -> {
					B.set();
					fanOut.forEach(Lab.range(5), (item) -> {
						inner.add(Carried.here());
						Carried.soil();
					});
					inner.add(Carried.here());
				});
				assertThat(Carried.here()).isEqualTo(A);
				Carried.NOTHING.set();
				return null;
			}).get();
			assertThat(inner).containsOnly(B);
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void eachAttemptAndEachFallbackSeesIt(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			Set<Carried> seen = ConcurrentHashMap.newKeySet();
			AtomicInteger attempts = new AtomicInteger();
			AtomicInteger fallbacks = new AtomicInteger();
			FanOutOperations fanOut = fanOut(lab).retry(RetrySettings.maxAttempts(3).delay(Duration.ZERO));
			lab.call(() -> {
				A.set();
				fanOut.<Integer, Integer>mapOrElse(Lab.range(10), (item) -> {
					seen.add(Carried.here());
					attempts.incrementAndGet();
					Carried.soil();
					throw new IllegalStateException();
				}, (item, failure) -> {
					seen.add(Carried.here());
					fallbacks.incrementAndGet();
					Carried.soil();
					return item;
				});
				assertThat(Carried.here()).isEqualTo(A);
				Carried.NOTHING.set();
				return null;
			}).get();
			assertThat(seen).containsOnly(A);
			assertThat(attempts).hasValue(30);
			assertThat(fallbacks).hasValue(10);
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void progressListenersSeeIt(Combo combo) throws Exception {
		combo.run((lab) -> {
			Set<Carried> seen = ConcurrentHashMap.newKeySet();
			seen(lab, combo.verb(), fanOut(lab).onProgress((progress) -> {
				seen.add(Carried.here());
				Carried.soil();
			}), A, false);
			assertThat(seen).containsExactly(A);
		});
	}

	@ParameterizedTest
	@MethodSource("kindsThatTakeAnyNumberOfCalls")
	void twoCallersAtOnceAreKeptApart(ExecutorKind kind) throws Exception {
		try (Lab lab = new Lab(kind)) {
			FanOutOperations fanOut = fanOut(lab);
			Set<Carried> seenOfA = ConcurrentHashMap.newKeySet();
			Set<Carried> seenOfB = ConcurrentHashMap.newKeySet();
			Caller<?> a = lab.call(() -> often(fanOut, A, seenOfA));
			Caller<?> b = lab.call(() -> often(fanOut, B, seenOfB));
			a.get();
			b.get();
			assertThat(seenOfA).containsOnly(A);
			assertThat(seenOfB).containsOnly(B);
		}
	}

	private static @Nullable Void often(FanOutOperations fanOut, Carried callers, Set<Carried> seen) {
		callers.set();
		for (int i = 0; i < 50; i++) {
			fanOut.forEach(Lab.range(10), (item) -> {
				seen.add(Carried.here());
				Carried.soil();
			});
		}
		Carried.NOTHING.set();
		return null;
	}

	/**
	 * The executor of a lab as an application's only one.
	 *
	 * @param executor the executor
	 */
	private record OneExecutor(Executor executor) implements ExecutorLookup {

		static final String NAME = "lab";

		@Override
		public @Nullable Executor find(String name) {
			return NAME.equals(name) ? this.executor : null;
		}

		@Override
		public Collection<String> names() {
			return List.of(NAME);
		}

		@Override
		public @Nullable String nameOf(Executor executor) {
			return (executor == this.executor) ? NAME : null;
		}

		@Override
		public @Nullable ThreadPoolExecutor poolOf(Executor executor) {
			return (executor instanceof ThreadPoolExecutor pool) ? pool : null;
		}

	}

}
