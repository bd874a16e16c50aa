package io.futil.fanout;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.futil.Repeated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the executor runs a task on the caller's thread, the interrupt for that task and
 * one for the caller are the same flag.
 */
@Timeout(30)
@Repeated
class CallerInterruptTests {

	private final ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);

	private final Thread caller = Thread.currentThread();

	private final CountDownLatch callerIsIn = new CountDownLatch(1);

	@AfterEach
	void shutDown() {
		Thread.interrupted();
		this.pool.shutdownNow();
	}

	static Stream<Arguments> operations() {
		return Stream.of("plain", "timed", "retried")
			.flatMap((kind) -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void aLoserOnTheCallersThreadLosesItsOwnInterruptOnly(String kind, boolean interrupted) {
		Callable<String> racer = () -> {
			if (Thread.currentThread() != this.caller) {
				this.callerIsIn.await();
				return "pool";
			}
			if (interrupted) {
				// As somebody else may do at any time.
				this.caller.interrupt();
			}
			this.callerIsIn.countDown();
			awaitEndOfTheOther();
			throw new IllegalStateException("lost");
		};
		Winner<String> winner = operations(kind).firstSuccess(Tasks.of("one", racer).and("two", racer));
		assertThat(winner.value()).isEqualTo("pool");
		assertThat(Thread.interrupted()).isEqualTo(interrupted);
	}

	private FanOutOperations operations(String kind) {
		AtomicBoolean first = new AtomicBoolean(true);
		Executor executor = (task) -> {
			if (first.getAndSet(false)) {
				this.pool.execute(task);
			}
			else {
				task.run();
			}
		};
		FanOutOperations fanOut = FanOutTemplate.of(executor);
		return switch (kind) {
			case "timed" -> fanOut.taskTimeout(ofMinutes(1)).timeout(ofMinutes(1));
			case "retried" -> fanOut.retry(RetrySettings.maxAttempts(2).delay(ofMinutes(1)));
			default -> fanOut;
		};
	}

	/** Whoever wins has interrupted the losers before its worker is through. */
	private void awaitEndOfTheOther() {
		while (this.pool.getCompletedTaskCount() == 0) {
			Thread.onSpinWait();
		}
	}

}
