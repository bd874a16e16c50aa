package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import io.futil.fanout.spi.CapturedContext;
import io.futil.fanout.spi.ContextPort;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import io.futil.fanout.spi.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which tasks share a scope, and where that ends.
 */
class SharedScopeTests {

	private static final long QUICK_NANOS = 5_000;

	/** How many slower tasks are treated like the tiny ones before them. */
	private static final int MOST_BEHIND_TINY = 128;

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	private final OneValue context = new OneValue();

	private final Queue<CallView> calls = new ConcurrentLinkedQueue<>();

	/** The indexes of attempts that were timed by themselves. */
	private final Queue<Integer> alone = new ConcurrentLinkedQueue<>();

	private FanOutOperations fanOut(ContextPort context) {
		Extensions extensions = new Extensions(null, List.of(this::record), context);
		return new FanOutTemplate(new PlainExecutorLookup(this.pool),
				new FanOutDefaults(PlainExecutorLookup.NAME, null, Duration.ofSeconds(1)), extensions)
			.on(this.pool);
	}

	private CallRecorder record(CallView call) {
		this.calls.add(call);
		return new CallRecorder() {

			@Override
			public void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
				SharedScopeTests.this.alone.add(index);
			}

		};
	}

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	/** Take longer than a tiny task, but not much. */
	private static void beQuick() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < QUICK_NANOS) {
			Thread.onSpinWait();
		}
	}

	private static List<Integer> items(int number) {
		return IntStream.range(0, number).boxed().toList();
	}

	@Test
	void whatATinyTaskChangesIsUndoneBehindAFewOthersAndThenBehindEach() throws Exception {
		FanOutOperations fanOut = fanOut(this.context).concurrency(1);
		List<String> seen = fanOut.map(items(100_000), (item) -> {
			String before = this.context.get();
			if (item == 50_000 || item == 70_000) {
				this.context.set("changed by " + item);
			}
			return (before != null) ? before : "";
		});
		assertThat(seen).filteredOn("changed by 50000"::equals).hasSizeLessThan(256);
		assertThat(seen).doesNotContain("changed by 70000");
		assertThat(this.pool.submit(this.context::get).get()).isNull();
	}

	@Test
	void whatAQuickTaskChangesIsUndoneBehindIt() {
		FanOutOperations fanOut = fanOut(this.context).concurrency(1);
		List<Boolean> clean = fanOut.map(items(2_000), (item) -> {
			boolean isClean = this.context.get() == null;
			this.context.set("changed by " + item);
			beQuick();
			return isClean;
		});
		assertThat(clean).doesNotContain(false);
	}

	@Test
	void whatSlowerTasksBehindTinyOnesChangeIsUndoneBehindEachSoon() {
		int tiny = 100_000;
		int slower = 400;
		FanOutOperations fanOut = fanOut(this.context).concurrency(1);
		List<Boolean> clean = fanOut.map(items(tiny + slower), (item) -> {
			boolean isClean = this.context.get() == null;
			if (item >= tiny) {
				this.context.set("changed by " + item);
				beQuick();
			}
			return isClean;
		});
		assertThat(clean).filteredOn((isClean) -> !isClean).hasSizeLessThan(MOST_BEHIND_TINY);
		assertThat(this.alone).filteredOn((index) -> index >= tiny).hasSizeGreaterThan(slower - MOST_BEHIND_TINY);
	}

	@Test
	void aSharedScopeThatCannotBeClosedFailsAndAbandonsNothing() {
		CapturedContext broken = new CapturedContext() {

			@Override
			public boolean isInPlace() {
				return true;
			}

			@Override
			public Scope open() {
				return () -> {
					if (SharedScopeTests.this.calls.element().executor().active() > 0) {
						throw new IllegalStateException("cannot be put back");
					}
				};
			}

		};
		FanOutOperations fanOut = fanOut(() -> broken);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> fanOut.map(items(100_000), (item) -> item));
		assertThat(this.calls.element().executor().abandoned()).isZero();
	}

}
