package io.futil.contract;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.futil.LogReader;
import io.futil.contract.Verb.Trait;
import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 12: listeners are not trusted, and no task runs without its decoration.
 */
@ContractTest
class ListenerContractTests {

	/** What is logged is looked at, not printed. */
	private final LogReader log = new LogReader(FanOutTemplate.class.getPackageName());

	@AfterEach
	void leaveTheLog() {
		this.log.close();
	}

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true)
			.filter((combo) -> combo.verb() != Verb.SUBMIT || combo.kind() != ExecutorKind.HANDOFF);
	}

	static Stream<Combo> decorated() {
		return Combo.of((verb) -> true, (kind) -> kind == ExecutorKind.WORKER || kind == ExecutorKind.NESTED_IN_WORKER);
	}

	static Stream<Arguments> badlyDecorated() {
		return decorated().flatMap((combo) -> Stream.of(BadDecorator.values()).map((bad) -> Arguments.of(combo, bad)));
	}

	@ParameterizedTest
	@MethodSource("all")
	void aProgressListenerThatThrowsChangesNothing(Combo combo) throws Exception {
		for (Throwable thrown : List.of(new IllegalStateException("listener"), new StackOverflowError("listener"))) {
			combo.run((lab) -> {
				AtomicInteger told = new AtomicInteger();
				List<@Nullable Object> values = lab.call(combo.verb(), lab.fanOut().onProgress((progress) -> {
					told.incrementAndGet();
					ListenerContractTests.<RuntimeException>raise(thrown);
				}), Lab.range(5), (item) -> item).get();
				assertThat(told).hasPositiveValue();
				assertThat(this.log.messages()).hasSize(told.get());
				this.log.clear();
				if (combo.verb().tellsAll()) {
					assertThat(values).isEqualTo(Lab.range(5));
				}
			});
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void aProgressListenerThatThrowsHidesNoFailure(Combo combo) throws Exception {
		combo.run((lab) -> {
			RuntimeException thrown = new IllegalStateException("task");
			Caller<List<@Nullable Object>> caller = lab.call(combo.verb(), lab.fanOut().onProgress((progress) -> {
				throw new IllegalStateException("listener");
			}), Lab.range(5), (item) -> {
				throw thrown;
			});
			assertFailedWith(combo.verb(), caller, thrown);
			assertThat(thrown.getSuppressed()).isEmpty();
		});
	}

	@ParameterizedTest
	@MethodSource("badlyDecorated")
	void aTaskFailsBeforeItRunsWithoutItsDecoration(Combo combo, BadDecorator bad) throws Exception {
		combo.run((lab) -> {
			assertFailedWith(combo.verb(), callDecorated(lab, combo.verb(), bad.decorator), null);
			assertThat(lab.started()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("decorated")
	void aDecoratorThatThrowsWhenTheTasksHaveRunChangesNothing(Combo combo) throws Exception {
		combo.run((lab) -> {
			List<@Nullable Object> values = callDecorated(lab, combo.verb(), (worker) -> () -> {
				worker.run();
				throw new IllegalStateException("late");
			}).get();
			assertThat(lab.started()).isPositive();
			if (combo.verb().tellsAll()) {
				assertThat(values).isEqualTo(Lab.range(5));
			}
		});
	}

	private static Caller<List<@Nullable Object>> callDecorated(Lab lab, Verb verb, UnaryOperator<Runnable> decorator) {
		TestWorkerExecutor executor = (TestWorkerExecutor) lab.executor();
		return lab.call(() -> {
			executor.decorateWith(decorator);
			try {
				return verb.run(lab.fanOut(), Lab.range(5), lab.counted((item) -> item));
			}
			finally {
				executor.decorateWith(UnaryOperator.identity());
			}
		});
	}

	private static void assertFailedWith(Verb verb, Caller<List<@Nullable Object>> caller, @Nullable Throwable thrown)
			throws Exception {
		if (verb.is(Trait.SETTLES) || verb.is(Trait.KEEPS_FAILURES)) {
			assertThat(caller.get()).hasSize(5).allSatisfy((value) -> assertThat(value).isInstanceOf(Failed.class));
			return;
		}
		Throwable failure = caller.failure();
		if (verb.is(Trait.RACES)) {
			assertThat(failure).isInstanceOf(AllTasksFailedException.class);
			failure = failure.getCause();
		}
		assertThat(failure).isInstanceOf(IllegalStateException.class);
		if (thrown != null) {
			assertThat(failure).isSameAs(thrown);
		}
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> void raise(Throwable thrown) throws X {
		throw (X) thrown;
	}

}
