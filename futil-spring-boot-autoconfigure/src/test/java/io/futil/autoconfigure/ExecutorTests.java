package io.futil.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.futil.Repeated;
import io.futil.autoconfigure.ExecutorKind.Started;
import io.futil.fanout.spi.WorkerExecutor;
import io.futil.fanout.spi.WorkerThread;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What both kinds of executors do with tasks.
 */
@Repeated
class ExecutorTests {

	@ParameterizedTest
	@EnumSource
	void runsNoMoreTasksAtOnceThanItsSize(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(3, 5_000)) {
			AtomicInteger running = new AtomicInteger();
			AtomicInteger most = new AtomicInteger();
			CountDownLatch done = new CountDownLatch(5_000);
			for (int i = 0; i < 5_000; i++) {
				started.executor().execute(() -> {
					most.accumulateAndGet(running.incrementAndGet(), Math::max);
					running.decrementAndGet();
					done.countDown();
				});
			}
			assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(most.get()).isBetween(1, 3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void reachesItsSize(ExecutorKind kind) {
		try (Started started = kind.start(3, 10)) {
			Blocker blocker = new Blocker(3);
			IntStream.range(0, 3).forEach((i) -> started.executor().execute(blocker));
			blocker.awaitStart().release().awaitEnd();
		}
	}

	@ParameterizedTest
	@EnumSource
	void startsWaitingTasksInTheirOrder(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 100)) {
			Blocker blocker = new Blocker();
			started.executor().execute(blocker);
			ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
			List<Future<Boolean>> futures = IntStream.range(0, 100)
				.mapToObj((i) -> started.executor().submit((Callable<Boolean>) () -> order.add(i)))
				.toList();
			blocker.release();
			for (Future<Boolean> future : futures) {
				future.get(10, TimeUnit.SECONDS);
			}
			assertThat(order).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusesAtOnceWhatFindsTheQueueFull(ExecutorKind kind) {
		try (Started started = kind.start(1, 2)) {
			Blocker blocker = new Blocker(3);
			IntStream.range(0, 3).forEach((i) -> started.executor().execute(blocker));
			assertThatExceptionOfType(TaskRejectedException.class)
				.isThrownBy(() -> started.executor().submit(() -> "never"))
				.withMessageStartingWith("Executor 'test' (1 of 1 ")
				.withMessageContaining("2 of 2")
				.withMessageEndingWith("is full");
			assertThatExceptionOfType(TaskRejectedException.class)
				.isThrownBy(() -> ((WorkerExecutor) started.executor()).executeDecorated(blocker));
			blocker.release().awaitEnd();
		}
	}

	@ParameterizedTest
	@EnumSource
	void withoutAQueueItTakesWhatItCanRun(ExecutorKind kind) {
		try (Started started = kind.start(1, 0)) {
			Blocker blocker = new Blocker();
			started.executor().execute(blocker);
			assertThatExceptionOfType(TaskRejectedException.class)
				.isThrownBy(() -> started.executor().execute(blocker));
			blocker.release();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aTaskThatFailsLeavesItsPlaceToTheNext(ExecutorKind kind) {
		try (Started started = kind.start(2, 1_000)) {
			for (int i = 0; i < 200; i++) {
				started.executor().submit(() -> {
					throw new IllegalStateException("expected");
				});
			}
			Blocker blocker = new Blocker(2);
			started.executor().execute(blocker);
			started.executor().execute(blocker);
			blocker.awaitStart().release();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aDecoratorThatThrowsFailsTheSubmissionAndTakesNoPlace(ExecutorKind kind) {
		AtomicInteger decorated = new AtomicInteger();
		TaskDecorator decorator = (task) -> {
			if (decorated.getAndIncrement() < 5) {
				throw new IllegalStateException("expected");
			}
			return task;
		};
		try (Started started = kind.start(1, 0, Duration.ZERO, decorator)) {
			for (int i = 0; i < 5; i++) {
				assertThatIllegalStateException().isThrownBy(() -> started.executor().execute(() -> {
				})).withMessage("expected");
			}
			Blocker blocker = new Blocker();
			started.executor().execute(blocker);
			blocker.awaitStart().release();
		}
	}

	@ParameterizedTest
	@EnumSource
	void theDecoratorAppliesToEveryTaskButThoseDecoratedAlready(ExecutorKind kind) throws Exception {
		ThreadLocal<String> context = new ThreadLocal<>();
		TaskDecorator decorator = (task) -> () -> {
			context.set("decorated");
			try {
				task.run();
			}
			finally {
				context.remove();
			}
		};
		try (Started started = kind.start(1, 10, Duration.ZERO, decorator)) {
			WorkerExecutor executor = (WorkerExecutor) started.executor();
			assertThat(started.executor().submit(context::get).get()).isEqualTo("decorated");
			assertThat(started.executor().submitCompletable(context::get).get()).isEqualTo("decorated");
			assertThat(seenBy(executor::execute, context)).isEqualTo("decorated");
			assertThat(seenBy(executor::executeDecorated, context)).isNull();
			assertThat(seenBy((task) -> executor.executeDecorated(executor.decorate(task)), context))
				.isEqualTo("decorated");
		}
	}

	private static String seenBy(java.util.function.Consumer<Runnable> executor, ThreadLocal<String> context)
			throws Exception {
		CompletableFuture<String> seen = new CompletableFuture<>();
		executor.accept(() -> seen.complete(context.get()));
		return seen.get(10, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource
	void everyTaskRunsAsItsWorker(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 10)) {
			WorkerExecutor executor = (WorkerExecutor) started.executor();
			assertThat(started.executor().submit(WorkerThread::owner).get()).isSameAs(executor);
			CompletableFuture<WorkerExecutor> spare = new CompletableFuture<>();
			executor.newSpareThread(() -> spare.complete(WorkerThread.owner())).start();
			assertThat(spare.get(10, TimeUnit.SECONDS)).isSameAs(executor);
			assertThat(WorkerThread.owner()).isNull();
			assertThat(executor.concurrency()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aTaskCanSubmitToItsOwnFullExecutor(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 0)) {
			Future<Boolean> refused = started.executor().submit(() -> {
				try {
					started.executor().submit(() -> "never");
					return false;
				}
				catch (TaskRejectedException ex) {
					return true;
				}
			});
			assertThat(refused.get(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource
	void anInterruptMeantForOneTaskIsNotSeenByTheNext(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 1_000)) {
			for (int i = 0; i < 500; i++) {
				started.executor().execute(() -> Thread.currentThread().interrupt());
				assertThat(started.executor().submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void anExceptionOfAPlainTaskReachesTheUncaughtExceptionHandler(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 10)) {
			AtomicReference<Throwable> uncaught = new AtomicReference<>();
			CountDownLatch handled = new CountDownLatch(1);
			started.executor().execute(() -> {
				Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
					uncaught.set(ex);
					handled.countDown();
				});
				throw new IllegalStateException("expected");
			});
			assertThat(handled.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(uncaught.get()).hasMessage("expected");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aFailedCompletableFutureLooksAsItDoesOnSpringsExecutors(ExecutorKind kind) {
		try (Started started = kind.start(1, 10)) {
			CompletableFuture<String> failed = started.executor().submitCompletable(() -> {
				throw new java.io.IOException("expected");
			});
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> failed.get(10, TimeUnit.SECONDS))
				.withCauseInstanceOf(java.io.IOException.class);
		}
	}

}
