package io.futil.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.futil.Repeated;
import io.futil.autoconfigure.ExecutorKind.Started;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.spi.WorkerExecutor;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How both kinds of executors stop with the context.
 */
@Timeout(20)
@Repeated
class ExecutorStopTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final TaskDecorator DECORATOR = (task) -> () -> task.run();

	@ParameterizedTest
	@EnumSource
	void acceptedTasksGoOnWithinTheGrace(ExecutorKind kind) throws Exception {
		Started started = kind.start(1, 10, LONG, null);
		Blocker blocker = new Blocker();
		started.executor().execute(blocker);
		Future<String> waiting = started.executor().submit(() -> "done");
		blocker.awaitStart();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(started::close);
		awaitRefusal(started);
		blocker.release();
		closed.get(10, TimeUnit.SECONDS);
		assertThat(blocker.wasInterrupted()).isFalse();
		assertThat(waiting.get(0, TimeUnit.SECONDS)).isEqualTo("done");
	}

	@ParameterizedTest
	@EnumSource
	void afterTheGraceTheyAreInterruptedAndEveryFutureCompletes(ExecutorKind kind) {
		for (TaskDecorator decorator : new TaskDecorator[] { null, DECORATOR }) {
			Started started = kind.start(1, 1_000, Duration.ofMillis(100), decorator);
			Blocker blocker = new Blocker();
			List<Future<?>> futures = new ArrayList<>();
			futures.add(started.executor().submit(blocker));
			blocker.awaitStart();
			for (int i = 0; i < 100; i++) {
				futures.add(started.executor().submit(() -> "never"));
				futures.add(started.executor().submitCompletable(() -> "never"));
				futures.add(queued(((WorkerExecutor) started.executor())::executeDecorated));
				futures.add(queued(started.executor()::execute));
			}
			started.close();
			blocker.awaitEnd();
			assertThat(blocker.wasInterrupted()).isTrue();
			assertThat(futures).allMatch(Future::isDone);
			assertThat(futures.stream().skip(1)).allMatch(Future::isCancelled);
		}
	}

	private static Future<?> queued(java.util.concurrent.Executor executor) {
		FutureTask<String> future = new FutureTask<>(() -> "never");
		executor.execute(future);
		return future;
	}

	@ParameterizedTest
	@EnumSource
	void theFutureOfATaskThatIgnoresTheInterruptCompletesToo(ExecutorKind kind) {
		Started started = kind.start(1, 1);
		CountDownLatch running = new CountDownLatch(1);
		AtomicBoolean end = new AtomicBoolean();
		Future<?> stubborn = started.executor().submit(() -> {
			running.countDown();
			while (!end.get()) {
				Thread.onSpinWait();
			}
		});
		new Blocker().release();
		assertThat(awaits(running)).isTrue();
		started.close();
		assertThat(stubborn).isCancelled();
		end.set(true);
	}

	private static boolean awaits(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatComesFromOutsideIsRefusedWithNameAndState(ExecutorKind kind) throws Exception {
		Started started = kind.start(1, 10, LONG, null);
		Blocker blocker = new Blocker();
		started.executor().execute(blocker);
		blocker.awaitStart();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(started::close);
		assertThat(awaitRefusal(started)).hasMessageStartingWith("Executor 'test' (1 of 1 ")
			.hasMessageEndingWith("is shutting down");
		assertThat(((WorkerExecutor) started.executor()).isShutdown()).isFalse();
		blocker.release();
		closed.get(10, TimeUnit.SECONDS);
		assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> started.executor().submit(() -> "never"))
			.withMessageStartingWith("Executor 'test' (0 of 1 ")
			.withMessageEndingWith("is shut down");
		assertThat(((WorkerExecutor) started.executor()).isShutdown()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void whatAnAcceptedTaskHandsOverIsTaken(ExecutorKind kind) throws Exception {
		Started started = kind.start(2, 10, LONG, null);
		Blocker blocker = new Blocker();
		Future<String> nested = started.executor().submit(() -> {
			blocker.run();
			return started.executor().submit(() -> "nested").get();
		});
		blocker.awaitStart();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(started::close);
		awaitRefusal(started);
		blocker.release();
		assertThat(nested.get(10, TimeUnit.SECONDS)).isEqualTo("nested");
		closed.get(10, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource
	void aTaskCanCloseTheContext(ExecutorKind kind) throws Exception {
		Started started = kind.start(1, 10, LONG, null);
		Future<Boolean> closing = started.executor().submit(() -> {
			started.close();
			return Thread.currentThread().isInterrupted();
		});
		assertThat(closing.get(10, TimeUnit.SECONDS)).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void noTaskStartsOnceTheContextIsClosed(ExecutorKind kind) throws Exception {
		for (int round = 0; round < 10; round++) {
			Started started = kind.start(4, 100, LONG, null);
			AtomicInteger accepted = new AtomicInteger();
			AtomicInteger ran = new AtomicInteger();
			AtomicInteger ended = new AtomicInteger();
			CountDownLatch submitting = new CountDownLatch(4);
			List<Thread> submitters = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				Thread submitter = new Thread(() -> {
					submitting.countDown();
					boolean refused = false;
					while (!refused) {
						try {
							started.executor().execute(() -> {
								ran.incrementAndGet();
								ended.incrementAndGet();
							});
							accepted.incrementAndGet();
						}
						catch (TaskRejectedException ex) {
							refused = !ex.getMessage().endsWith("is full");
						}
					}
				});
				submitters.add(submitter);
				submitter.start();
			}
			submitting.await();
			started.close();
			int atClose = ended.get();
			for (Thread submitter : submitters) {
				submitter.join();
			}
			assertThat(ran).hasValue(atClose);
			assertThat(accepted).hasValue(atClose);
		}
	}

	@ParameterizedTest
	@EnumSource
	void theLastWebRequestsCanStillSubmit(ExecutorKind kind) throws Exception {
		AtomicReference<Future<String>> request = new AtomicReference<>();
		Started started = kind.start(1, 10, LONG, null);
		// The phase in which a web server lets its last requests end.
		PhaseProbe web = new PhaseProbe(SmartLifecycle.DEFAULT_PHASE - 1024,
				() -> request.set(started.executor().submit(() -> "served")));
		started.context().getBeanFactory().registerSingleton("web", web);
		web.start();
		started.close();
		assertThat(request.get().get(0, TimeUnit.SECONDS)).isEqualTo("served");
	}

	@ParameterizedTest
	@EnumSource
	void goesOnAfterAPause(ExecutorKind kind) throws Exception {
		try (Started started = kind.start(1, 10, LONG, null)) {
			started.context().stop();
			assertThatExceptionOfType(TaskRejectedException.class)
				.isThrownBy(() -> started.executor().submit(() -> "never"));
			started.context().start();
			assertThat(started.executor().submit(() -> "again").get(10, TimeUnit.SECONDS)).isEqualTo("again");
		}
	}

	@ParameterizedTest
	@EnumSource
	void aTaskOnASpareThreadGetsTheGraceToo(ExecutorKind kind) throws Exception {
		Started started = kind.start(1, 10, LONG, null);
		FanOutOperations fanOut = FanOutTemplate.of(started.executor());
		Blocker nested = new Blocker();
		FanOutFuture<List<List<Integer>>> outer = fanOut.async()
			.map(List.of(1), (one) -> fanOut.map(List.of(2), (two) -> {
				nested.run();
				return two;
			}));
		nested.awaitStart();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(started::close);
		awaitRefusal(started);
		assertThat(closed).isNotDone();
		nested.release();
		closed.get(10, TimeUnit.SECONDS);
		assertThat(nested.wasInterrupted()).isFalse();
		assertThat(outer.get(10, TimeUnit.SECONDS)).containsExactly(List.of(2));
	}

	@ParameterizedTest
	@EnumSource
	void behindTheGraceATaskOnASpareThreadIsInterrupted(ExecutorKind kind) throws Exception {
		Started started = kind.start(1, 10, Duration.ofMillis(50), null);
		FanOutOperations fanOut = FanOutTemplate.of(started.executor());
		Blocker nested = new Blocker();
		FanOutFuture<List<List<Integer>>> outer = fanOut.async()
			.map(List.of(1), (one) -> fanOut.map(List.of(2), (two) -> {
				nested.run();
				return two;
			}));
		nested.awaitStart();
		started.close();
		nested.awaitEnd();
		assertThat(nested.wasInterrupted()).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> outer.get(10, TimeUnit.SECONDS));
	}

	@ParameterizedTest
	@EnumSource
	void noTaskOfACallStartsBehindTheGrace(ExecutorKind kind) {
		Started started = kind.start(1, 10, Duration.ZERO, null);
		AtomicInteger running = new AtomicInteger();
		AtomicBoolean closed = new AtomicBoolean();
		AtomicInteger late = new AtomicInteger();
		FanOutFuture<List<Integer>> future = FanOutTemplate.of(started.executor())
			.async()
			.map(Stream.iterate(0, (i) -> i + 1)::iterator, (item) -> {
				running.incrementAndGet();
				late.addAndGet(closed.get() ? 1 : 0);
				// Whatever interrupt there was is swallowed.
				Thread.interrupted();
				return item;
			});
		while (running.get() < 100) {
			Thread.onSpinWait();
		}
		started.close();
		closed.set(true);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> future.get(10, TimeUnit.SECONDS));
		assertThat(late.get()).isLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void leavesNoThreadsBehind(ExecutorKind kind) throws Exception {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			try (Started started = kind.start(2, 10)) {
				threads.add(started.executor().submit(Thread::currentThread).get());
			}
		}
		for (Thread thread : threads) {
			thread.join(10_000);
			assertThat(thread.isAlive()).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void anEndlessGraceDoesNotOverflow(ExecutorKind kind) throws Exception {
		Started started = kind.start(1, 1, Duration.ofMillis(Long.MAX_VALUE), null);
		Blocker blocker = new Blocker();
		started.executor().execute(blocker);
		blocker.awaitStart();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(started::close);
		awaitRefusal(started);
		blocker.release();
		closed.get(10, TimeUnit.SECONDS);
		assertThat(blocker.wasInterrupted()).isFalse();
	}

	/** Wait for the state: probing the executor until it refuses would fill its queue. */
	private static TaskRejectedException awaitRefusal(Started started) {
		SmartLifecycle executor = (SmartLifecycle) started.executor();
		while (executor.isRunning()) {
			Thread.onSpinWait();
		}
		return assertThatExceptionOfType(TaskRejectedException.class)
			.isThrownBy(() -> started.executor().submit((Callable<String>) () -> "late"))
			.actual();
	}

	record PhaseProbe(int phase, Runnable atStop, AtomicBoolean running) implements SmartLifecycle {

		PhaseProbe(int phase, Runnable atStop) {
			this(phase, atStop, new AtomicBoolean());
		}

		@Override
		public void start() {
			this.running.set(true);
		}

		@Override
		public void stop() {
			this.atStop.run();
			this.running.set(false);
		}

		@Override
		public boolean isRunning() {
			return this.running.get();
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
