package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.futil.Repeated;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When the thread that makes a call runs tasks itself, and when not.
 */
@Timeout(30)
@Repeated
class CallerHelpsTests {

	private static final List<Integer> ONE = List.of(1);

	@Test
	void theCallerOfAnIdlePoolHelps() {
		run("cpu", (cpu) -> assertThat(threadOf(cpu)).isSameAs(Thread.currentThread()));
	}

	@Test
	void itDoesNotOnIo() {
		run("io", (io) -> assertThat(threadOf(io).getName()).startsWith("io-"));
	}

	@Test
	void itDoesNotWithADeadlineOfItsOwn() {
		run("cpu", (cpu) -> assertThat(threadOf(cpu.timeout(Duration.ofMinutes(1))).getName()).startsWith("cpu-"));
	}

	@Test
	void itDoesNotWithADeadlineOfAnOuterCall() {
		run("cpu", (cpu) -> {
			List<Boolean> helped = cpu.timeout(Duration.ofMinutes(1))
				.map(ONE, (one) -> threadOf(cpu) == Thread.currentThread());
			assertThat(helped).containsExactly(false);
		});
	}

	@Test
	void itDoesNotInsideATransaction() {
		run("cpu", (cpu) -> {
			TransactionSynchronizationManager.setActualTransactionActive(true);
			try {
				assertThat(threadOf(cpu).getName()).startsWith("cpu-");
			}
			finally {
				TransactionSynchronizationManager.clear();
			}
		});
	}

	@Test
	void itDoesNotWithAResourceBoundToIt() {
		run("cpu", (cpu) -> {
			TransactionSynchronizationManager.bindResource("key", "session");
			try {
				assertThat(threadOf(cpu).getName()).startsWith("cpu-");
			}
			finally {
				TransactionSynchronizationManager.unbindResource("key");
			}
		});
	}

	@Test
	void itDoesNotWhileThePoolIsBusy() {
		run("cpu", (cpu) -> {
			CountDownLatch busy = new CountDownLatch(2);
			CountDownLatch release = new CountDownLatch(1);
			List<FanOutFuture<Boolean>> blockers = IntStream.range(0, 2).mapToObj((i) -> cpu.submit(() -> {
				busy.countDown();
				return release.await(10, TimeUnit.SECONDS);
			})).toList();
			await(busy);
			FanOutFuture<List<Thread>> waiting = cpu.async().map(ONE, (one) -> Thread.currentThread());
			assertThat(waiting).isNotDone();
			release.countDown();
			assertThat(blockers).allMatch(FanOutFuture::join);
			assertThat(waiting.join().get(0).getName()).startsWith("cpu-");
		});
	}

	@Test
	void afterItsMomentItLeavesTheRestToThePool() {
		run("cpu", (cpu) -> {
			CountDownLatch byThePool = new CountDownLatch(10);
			Thread caller = Thread.currentThread();
			// Without the pool the second task of the caller would never end.
			cpu.concurrency(1).forEach(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), (item) -> {
				if (Thread.currentThread() == caller) {
					assertThat(item).isZero();
					for (long start = System.nanoTime(); System.nanoTime() - start < 2_000_000;) {
						Thread.onSpinWait();
					}
				}
				else {
					byThePool.countDown();
				}
			});
			assertThat(byThePool.getCount()).isZero();
		});
	}

	@Test
	void theOthersHelpOnWhileItWorks() {
		run("cpu", (cpu) -> {
			Set<Thread> threads = ConcurrentHashMap.newKeySet();
			CountDownLatch both = new CountDownLatch(2);
			cpu.forEach(List.of(1, 2), (item) -> {
				threads.add(Thread.currentThread());
				both.countDown();
				await(both);
			});
			assertThat(threads).hasSize(2).contains(Thread.currentThread());
		});
	}

	@Test
	void itsFailureIsThatOfTheCall() {
		run("cpu", (cpu) -> assertThatIllegalStateException().isThrownBy(() -> cpu.map(ONE, (one) -> {
			throw new IllegalStateException("on " + Thread.currentThread().getName());
		})).withMessage("on " + Thread.currentThread().getName()));
	}

	@Test
	void itCanBeSwitchedOff() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
			.withPropertyValues("futil.executors.cpu.caller-helps=false")
			.run((context) -> assertThat(threadOf(context.getBean(FanOutTemplate.class).on("cpu")).getName())
				.startsWith("cpu-"));
	}

	private static void run(String executor, Consumer<FanOutOperations> test) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
			.withPropertyValues("futil.executors.cpu.core-size=2")
			.run((context) -> test.accept(context.getBean(FanOutTemplate.class).on(executor)));
	}

	private static Thread threadOf(FanOutOperations fanOut) {
		return fanOut.map(ONE, (one) -> Thread.currentThread()).get(0);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
