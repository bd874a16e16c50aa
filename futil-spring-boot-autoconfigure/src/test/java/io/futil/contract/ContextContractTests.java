package io.futil.contract;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 11, as far as an executor's decorator carries the context.
 */
@ContractTest
class ContextContractTests {

	private final ThreadLocal<@Nullable String> context = new ThreadLocal<>();

	private final Queue<Thread> decoratedBy = new ConcurrentLinkedQueue<>();

	/** Runs of a decorated worker by what its caller has. */
	private final Map<String, AtomicInteger> decoratedRuns = new ConcurrentHashMap<>();

	private final AtomicBoolean overwritten = new AtomicBoolean();

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> kind == ExecutorKind.WORKER);
	}

	static Stream<Combo> nested() {
		return Combo.of((verb) -> true, (kind) -> kind == ExecutorKind.NESTED_IN_WORKER);
	}

	static Stream<Combo> lists() {
		return all().filter((combo) -> combo.verb().is(Trait.LAZY));
	}

	/** Carries the context of the caller, as a task decorator of an application does. */
	private Runnable carry(Runnable worker) {
		this.decoratedBy.add(Thread.currentThread());
		String callers = this.context.get();
		return () -> {
			runs(String.valueOf(callers)).incrementAndGet();
			String own = this.context.get();
			set(callers);
			try {
				worker.run();
			}
			finally {
				set(own);
			}
		};
	}

	private AtomicInteger runs(String callers) {
		return this.decoratedRuns.computeIfAbsent(callers, (any) -> new AtomicInteger());
	}

	private void set(@Nullable String value) {
		if (value == null) {
			this.context.remove();
		}
		else {
			this.context.set(value);
		}
	}

	private Lab prepared(Lab lab) {
		((TestWorkerExecutor) lab.executor()).decorateWith(this::carry);
		return lab;
	}

	/** What the tasks of a verb see that was called with this context. */
	private Set<String> seen(Lab lab, Verb verb, FanOutOperations fanOut, @Nullable String callers) throws Exception {
		Set<String> seen = ConcurrentHashMap.newKeySet();
		lab.call(() -> {
			set(callers);
			verb.run(fanOut, Lab.range(20), (item) -> {
				seen.add(String.valueOf(this.context.get()));
				return item;
			});
			assertThat(this.context.get()).isEqualTo(callers);
			return null;
		}).get();
		return seen;
	}

	@ParameterizedTest
	@MethodSource("all")
	void tasksSeeWhatTheirCallerHasAndNothingElse(Combo combo) throws Exception {
		combo.run((lab) -> {
			prepared(lab);
			FanOutOperations fanOut = lab.fanOut();
			assertThat(seen(lab, combo.verb(), fanOut, "one")).containsOnly("one");
			assertThat(seen(lab, combo.verb(), fanOut, null)).containsOnly("null");
			assertThat(seen(lab, combo.verb(), fanOut.onProgress((progress) -> {
			}), "two")).containsOnly("two");
		});
	}

	@ParameterizedTest
	@MethodSource("nested")
	void tasksOfANestedCallSeeWhatTheTaskAroundThemHas(Combo combo) throws Exception {
		combo.run((lab) -> assertThat(seen(prepared(lab), combo.verb(), lab.fanOut(), "inner")).containsOnly("inner"));
	}

	@ParameterizedTest
	@MethodSource("all")
	void aWorkersOwnStateIsBackAfterwards(Combo combo) throws Exception {
		combo.run((lab) -> {
			TestWorkerExecutor executor = (TestWorkerExecutor) prepared(lab).executor();
			Gate set = lab.gate();
			for (int i = 0; i < lab.kind().threads; i++) {
				executor.pool().execute(() -> {
					this.context.set("own");
					set.passStubbornly();
				});
			}
			set.awaitArrivals(lab.kind().threads);
			set.open();
			assertThat(seen(lab, combo.verb(), lab.fanOut(), "callers")).containsOnly("callers");
			lab.quiet();
			Gate look = lab.gate();
			Set<String> left = ConcurrentHashMap.newKeySet();
			for (int i = 0; i < lab.kind().threads; i++) {
				executor.pool().execute(() -> {
					left.add(String.valueOf(this.context.get()));
					look.passStubbornly();
				});
			}
			look.awaitArrivals(lab.kind().threads);
			assertThat(left).containsOnly("own");
		});
	}

	@ParameterizedTest
	@MethodSource("all")
	void aWorkerIsDecoratedOnceOnTheCallersThread(Combo combo) throws Exception {
		combo.run((lab) -> {
			prepared(lab);
			Caller<?> caller = lab.call(combo.verb(), Lab.range(20), (item) -> item);
			caller.get();
			int workers = (combo.verb() == Verb.SUBMIT) ? 20 : lab.kind().threads;
			assertThat(this.decoratedBy).hasSize(workers).containsOnly(caller.thread());
			this.decoratedBy.clear();
		});
	}

	@ParameterizedTest
	@MethodSource("lists")
	void theSameDecorationRunsAgainAfterASlice(Combo combo) throws Exception {
		combo.run((lab) -> {
			prepared(lab);
			CountingSource source = CountingSource.endless();
			AtomicInteger tasks = new AtomicInteger();
			Caller<?> caller = lab.call(() -> {
				set("sliced");
				return combo.verb().run(lab.fanOut(), source, (item) -> {
					overwrite("sliced".equals(this.context.get()));
					tasks.incrementAndGet();
					return item;
				});
			});
			Await.until("it runs", () -> tasks.get() > 0);
			// Short calls beside it make its workers give way again and again.
			Await.until("its workers have given way", () -> {
				lab.fanOut().forEach(Lab.range(2), (item) -> overwrite(this.context.get() == null));
				return runs("sliced").get() > lab.kind().threads + 4;
			});
			source.cut();
			caller.get();
			assertThat(this.overwritten).isFalse();
		});
	}

	private void overwrite(boolean asExpected) {
		if (!asExpected) {
			this.overwritten.set(true);
		}
	}

	@Test
	void fallbacksSeeWhatTheirCallerHas() throws Exception {
		try (Lab lab = prepared(new Lab(ExecutorKind.WORKER))) {
			Set<String> seen = ConcurrentHashMap.newKeySet();
			List<Integer> values = lab.call(() -> {
				set("callers");
				return lab.fanOut().<Integer, Integer>mapOrElse(Lab.range(20), (item) -> {
					throw new IllegalStateException();
				}, (item, failure) -> {
					seen.add(String.valueOf(this.context.get()));
					return item;
				});
			}).get();
			assertThat(values).isEqualTo(Lab.range(20));
			assertThat(seen).containsOnly("callers");
		}
	}

	@ParameterizedTest
	@MethodSource("all")
	void progressListenersSeeWhatTheirCallerHas(Combo combo) throws Exception {
		combo.run((lab) -> {
			Set<String> seen = ConcurrentHashMap.newKeySet();
			seen(prepared(lab), combo.verb(),
					lab.fanOut().onProgress((progress) -> seen.add(String.valueOf(this.context.get()))), "callers");
			assertThat(seen).containsExactly("callers");
		});
	}

}
