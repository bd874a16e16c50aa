package io.futil.contract;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Law 7, for the verbs whose results are taken one by one.
 */
@ContractTest
class StreamContractTests {

	/** More than any executor of the suite has read ahead when its consumer rests. */
	private static final int MUCH = 1_000;

	static Stream<Combo> streams() {
		return Combo.of((verb) -> verb.is(Trait.STREAMS), (kind) -> true);
	}

	static Stream<Combo> onOtherThreads() {
		return Combo.of((verb) -> verb.is(Trait.STREAMS), (kind) -> !kind.inCaller);
	}

	@ParameterizedTest
	@MethodSource("streams")
	void nothingHappensBeforeTheTerminalOperation(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.of(10);
			Gate open = lab.gate();
			Caller<Long> caller = lab.call(() -> {
				combo.verb().open(lab.fanOut(), source, lab.counted((item) -> item)).filter((item) -> true).close();
				Stream<?> stream = combo.verb()
					.open(lab.fanOut(), source, lab.counted((item) -> item))
					.filter((item) -> true);
				open.pass();
				return stream.count();
			});
			open.awaitArrivals(1);
			lab.quiet();
			assertThat(source.read()).isZero();
			assertThat(lab.started()).isZero();
			open.open();
			assertThat(caller.get()).isEqualTo(10);
			assertThat(lab.started()).isEqualTo(10);
		});
	}

	@ParameterizedTest
	@MethodSource("streams")
	void aConsumerWhoRestsHoldsNoWorkerAndBoundsWhatIsRead(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.endless();
			Gate taken = lab.gate();
			Gate rest = lab.gate();
			Caller<?> consumer = lab.call(() -> {
				try (Stream<?> stream = combo.verb().open(lab.fanOut(), source, lab.counted((item) -> item))) {
					Iterator<?> results = stream.iterator();
					results.next();
					taken.open();
					rest.pass();
					for (int i = 0; i < MUCH; i++) {
						results.next();
					}
				}
				return null;
			});
			Await.until("the first result is taken", taken::isOpen);
			rest.awaitArrivals(1);
			lab.restsBut(consumer);
			assertThat(source.read()).isLessThan(MUCH);
			assertThat(lab.running()).isZero();
			rest.open();
			consumer.get();
			assertThat(source.read()).isGreaterThan(MUCH);
		});
	}

	@ParameterizedTest
	@MethodSource("onOtherThreads")
	void closingInterruptsWhatRunsAndReadsNoMore(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.endless();
			Gate gate = lab.gate();
			Caller<?> consumer = lab.call(() -> {
				try (Stream<?> stream = combo.verb().open(lab.fanOut().concurrency(1), source, lab.counted((item) -> {
					if (!Integer.valueOf(0).equals(item)) {
						gate.pass();
					}
					return item;
				}))) {
					stream.iterator().next();
					// The thread of a pool of one is ours and not lent while we look.
					if (!lab.kind().isNested()) {
						gate.awaitArrivals(1);
					}
				}
				return null;
			});
			consumer.get();
			gate.awaitInterrupts(gate.arrived());
			lab.restsBut(consumer);
			int read = source.read();
			lab.probe();
			assertThat(source.read()).isEqualTo(read).isLessThanOrEqualTo(3);
			assertThat(lab.running()).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("streams")
	void threeOfAnEndlessSource(Combo combo) throws Exception {
		combo.run((lab) -> {
			CountingSource source = CountingSource.endless();
			// Not closed, as it happens.
			Caller<List<?>> consumer = lab
				.call(() -> combo.verb().open(lab.fanOut(), source, lab.counted((item) -> item)).limit(3).toList());
			assertThat(consumer.get()).hasSize(3);
			lab.restsBut(consumer);
			assertThat(source.read()).isLessThan(MUCH);
		});
	}

	@ParameterizedTest
	@MethodSource("streams")
	void whatWasDeliveredIsNotRetained(Combo combo) throws Exception {
		combo.run((lab) -> {
			Queue<WeakReference<Object>> items = new ConcurrentLinkedQueue<>();
			Queue<WeakReference<Object>> delivered = new ConcurrentLinkedQueue<>();
			CountingSource source = CountingSource.of(2 * MUCH, (index) -> remembered(items));
			Gate rest = lab.gate();
			Caller<?> consumer = lab.call(() -> {
				try (Stream<?> stream = combo.verb().open(lab.fanOut(), source, lab.counted((item) -> new Object()))) {
					Iterator<?> results = stream.iterator();
					for (int i = 0; i < MUCH; i++) {
						delivered.add(new WeakReference<>(results.next()));
					}
					rest.pass();
					return results.next();
				}
			});
			rest.awaitArrivals(1);
			lab.restsBut(consumer);
			Await.until("what was delivered is forgotten", () -> {
				System.gc();
				return alive(delivered) == 0 && alive(items) <= source.read() - MUCH;
			});
			rest.open();
			consumer.get();
		});
	}

	private static Object remembered(Queue<WeakReference<Object>> objects) {
		Object object = new Object();
		objects.add(new WeakReference<>(object));
		return object;
	}

	private static long alive(Queue<WeakReference<Object>> objects) {
		return objects.stream().filter((reference) -> reference.get() != null).count();
	}

	@ParameterizedTest
	@MethodSource("streams")
	void theDeadlineEndsAConsumerWhoGoesOnForEver(Combo combo) throws Exception {
		combo.run((lab) -> {
			Caller<?> consumer = lab.call(() -> {
				try (Stream<?> stream = combo.verb()
					.open(lab.fanOut().timeout(Duration.ofMillis(15)), CountingSource.endless(), (item) -> item)) {
					stream.forEach((result) -> Thread.yield());
				}
				return null;
			});
			assertThat(consumer.failure()).isInstanceOf(FanOutTimeoutException.class);
		});
	}

	@Test
	void aDroppedStreamLeavesNothingOnTheClock() throws Exception {
		List<Lab> labs = Combo.kinds((kind) -> true).map(Lab::new).toList();
		for (Lab lab : labs) {
			for (Verb verb : List.of(Verb.STREAM, Verb.AS_COMPLETED)) {
				lab.call(() -> verb.open(lab.fanOut(), CountingSource.endless(), (item) -> item).iterator().next())
					.get();
			}
		}
		Await.until("the clocks have stopped", () -> !Threads.live("futil-timer"));
		labs.forEach(Lab::close);
	}

}
