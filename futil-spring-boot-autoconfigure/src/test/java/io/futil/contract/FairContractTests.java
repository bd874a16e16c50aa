package io.futil.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 8: a short call is not stuck behind a long one.
 */
@ContractTest
class FairContractTests {

	/** Longer than a slice, so that a worker gives way after each task. */
	private static final long SLOW_NANOS = 1_100_000;

	private static final int MANY = 2_000;

	private static final int ROUNDS = 20;

	/** How many items in a row run without a look at the others if they were tiny. */
	private static final int ROW = 16;

	/**
	 * Those whose bound can be known. Where it cannot, a call has many workers, and its
	 * slices, short as they are, are many.
	 */
	private static final Set<ExecutorKind> BOUNDED = EnumSet.of(ExecutorKind.POOL_OF_1, ExecutorKind.POOL_OF_4,
			ExecutorKind.FORK_JOIN, ExecutorKind.WORKER);

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true)
			.filter((combo) -> combo.verb() != Verb.SUBMIT || combo.kind() != ExecutorKind.HANDOFF);
	}

	static Stream<Combo> longVerbs() {
		return Combo.of((verb) -> !verb.is(Trait.RACES) && verb != Verb.SUBMIT, (kind) -> true);
	}

	static Stream<ExecutorKind> bounded() {
		return Combo.kinds(BOUNDED::contains);
	}

	static Stream<ExecutorKind> pools() {
		return Stream.of(ExecutorKind.POOL_OF_1, ExecutorKind.POOL_OF_4);
	}

	/** A long call that leaves nobody a place where there is no queue is no queue. */
	private static FanOutOperations longOnes(Lab lab) {
		return (lab.kind() == ExecutorKind.HANDOFF) ? lab.fanOut().concurrency(4) : lab.fanOut();
	}

	@ParameterizedTest
	@MethodSource("all")
	void aShortCallOfAnyVerbEndsBesideAnEndlessOne(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.endless();
			Caller<?> endless = lab.call(Verb.MAP, longOnes(lab), source, (item) -> item);
			Await.until("the endless call is under way", () -> lab.started() > 0);
			List<@Nullable Object> values = lab.call(() -> combo.verb().run(lab.fanOut(), Lab.range(3), (item) -> item))
				.get();
			assertThat(endless.isDone()).isFalse();
			if (combo.verb().tellsAll()) {
				assertThat(values).isEqualTo(Lab.range(3));
			}
			source.cut();
			endless.get();
		});
	}

	@ParameterizedTest
	@MethodSource("longVerbs")
	void aShortCallEndsBesideALongOneOfAnyVerb(Combo combo) throws Exception {
		combo.run((lab) -> {
			AtomicBoolean over = new AtomicBoolean();
			FanOutOperations fanOut = lab.fanOut().concurrency(lab.kind().threads);
			Caller<?> slow = lab.call(combo.verb(), fanOut, Lab.range(MANY), (item) -> {
				if (!over.get()) {
					LockSupport.parkNanos(SLOW_NANOS);
				}
				return item;
			});
			Await.until("the long call is under way", () -> lab.started() > 0);
			lab.call(() -> lab.fanOut().map(Lab.range(3), (item) -> item)).get();
			assertThat(lab.started()).isLessThan(MANY);
			over.set(true);
			slow.await();
		});
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void aShortCallWaitsForNoMoreThanATaskPerThread(ExecutorKind kind) throws Exception {
		assertPrompt(kind, UnaryOperator.identity(), 0, kind.most);
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void portionsAreNoLongerThanATask(ExecutorKind kind) throws Exception {
		assertPrompt(kind, (fanOut) -> fanOut.chunkSize(100), 0, kind.most);
	}

	@ParameterizedTest
	@MethodSource("bounded")
	void slowItemsBehindQuickOnesAreNoLongerThanARowOfTasks(ExecutorKind kind) throws Exception {
		assertPrompt(kind, UnaryOperator.identity(), MANY, ROW * kind.most);
	}

	/**
	 * How many tasks of the long call start between the call of a short one and its task
	 * depends on when whose thread gets a processor; so the best of some rounds counts.
	 */
	private static void assertPrompt(ExecutorKind kind, UnaryOperator<FanOutOperations> options, int quick, int most)
			throws Exception {
		try (Lab lab = new Lab(kind)) {
			int fewest = Integer.MAX_VALUE;
			for (int round = 0; round < ROUNDS && fewest > most; round++) {
				fewest = Math.min(fewest, slowTasksBeforeAShortCall(lab, options, quick));
			}
			assertThat(fewest).as("slow tasks before the short one").isLessThanOrEqualTo(most);
		}
	}

	private static int slowTasksBeforeAShortCall(Lab lab, UnaryOperator<FanOutOperations> options, int quick)
			throws Exception {
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger slow = new AtomicInteger();
		Caller<?> longCall = lab.call(() -> options.apply(lab.fanOut()).map(Lab.range(quick + MANY), (item) -> {
			if (item >= quick && !over.get()) {
				slow.incrementAndGet();
				LockSupport.parkNanos(SLOW_NANOS);
			}
			return item;
		}));
		Await.until("slow tasks run", () -> slow.get() > 2 * lab.kind().threads);
		int before = slow.get();
		int now = lab.fanOut().map(List.of(1), (one) -> slow.get()).get(0);
		over.set(true);
		longCall.get();
		return now - before;
	}

	@ParameterizedTest
	@MethodSource("pools")
	void aCallOfAnotherTemplateIsACallToo(ExecutorKind kind) throws Exception {
		besideALongCall(kind,
				(lab) -> assertThat(
						lab.call(() -> FanOutTemplate.of(lab.executor()).map(Lab.range(3), (item) -> item)).get())
					.isEqualTo(Lab.range(3)));
	}

	@ParameterizedTest
	@MethodSource("pools")
	void aTaskOfSomebodyElseIsNotStuckBehindALongCall(ExecutorKind kind) throws Exception {
		besideALongCall(kind, (lab) -> {
			Gate ran = lab.gate();
			lab.executor().execute(ran::open);
			Await.until("the task has run", ran::isOpen);
		});
	}

	private static void besideALongCall(ExecutorKind kind, Combo.Body body) throws Exception {
		try (Lab lab = new Lab(kind)) {
			AtomicBoolean over = new AtomicBoolean();
			Caller<?> longCall = lab.call(Verb.MAP, Lab.range(MANY), (item) -> {
				if (!over.get()) {
					LockSupport.parkNanos(SLOW_NANOS);
				}
				return item;
			});
			Await.until("the long call is under way", () -> lab.started() > lab.kind().threads);
			body.run(lab);
			assertThat(lab.started()).isLessThan(MANY);
			over.set(true);
			longCall.get();
		}
	}

}
