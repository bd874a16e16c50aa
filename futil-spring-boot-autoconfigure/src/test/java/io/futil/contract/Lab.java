package io.futil.contract;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The bench for one test on one executor. Closing it opens every gate and then looks for
 * what should not be there: running tasks, threads, interrupt flags.
 */
final class Lab implements AutoCloseable {

	private final ExecutorKind kind;

	private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

	private final Queue<ExecutorService> services = new ConcurrentLinkedQueue<>();

	private final Queue<Gate> gates = new ConcurrentLinkedQueue<>();

	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private final AtomicInteger started = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final Executor executor;

	private final FanOutTemplate fanOut;

	Lab(ExecutorKind kind) {
		this.kind = kind;
		this.executor = kind.create(this);
		this.fanOut = FanOutTemplate.of(this.executor);
		if (this.executor instanceof ExecutorService service) {
			inside(service);
		}
	}

	ExecutorKind kind() {
		return this.kind;
	}

	Executor executor() {
		return this.executor;
	}

	FanOutOperations fanOut() {
		return this.fanOut;
	}

	Gate gate() {
		Gate gate = new Gate();
		this.gates.add(gate);
		return gate;
	}

	/** A thread whose end is part of the test. */
	Thread newThread(Runnable task) {
		Thread thread = new Thread(task, "lab-" + this.threads.size());
		thread.setDaemon(true);
		this.threads.add(thread);
		return thread;
	}

	/** A service that closes with this lab. */
	void inside(ExecutorService service) {
		this.services.add(service);
	}

	void complain(String complaint) {
		this.complaints.add(complaint);
	}

	/** The task, with its starts and ends counted. */
	Task counted(Task task) {
		return (item) -> {
			this.started.incrementAndGet();
			try {
				return task.run(item);
			}
			finally {
				this.ended.incrementAndGet();
			}
		};
	}

	int started() {
		return this.started.get();
	}

	int running() {
		int ended = this.ended.get();
		return this.started.get() - ended;
	}

	/** Have somebody do something: on his own thread, or inside a worker if so asked. */
	<V extends @Nullable Object> Caller<V> call(Callable<V> action) {
		Caller<V> caller = new Caller<>(action);
		Thread thread = newThread(
				this.kind.isNested() ? () -> this.fanOut.forEach(List.of(1), (one) -> caller.act()) : caller::act);
		thread.start();
		return caller;
	}

	/** Have somebody run a verb. */
	Caller<List<@Nullable Object>> call(Verb verb, FanOutOperations fanOut, Iterable<?> items, Task task) {
		return call(() -> verb.run(fanOut, items, counted(task)));
	}

	/** Have somebody run a verb with the lab's plain settings. */
	Caller<List<@Nullable Object>> call(Verb verb, Iterable<?> items, Task task) {
		return call(verb, this.fanOut, items, task);
	}

	static List<Integer> range(int size) {
		return IntStream.range(0, size).boxed().toList();
	}

	/** Wait until no thread of the lab is on its way from one task to the next. */
	void quiet() {
		Await.until("all threads rest", () -> this.threads.stream().allMatch(Lab::rests));
	}

	private static boolean rests(Thread thread) {
		return switch (thread.getState()) {
			case WAITING, TIMED_WAITING, TERMINATED -> true;
			default -> false;
		};
	}

	/** Whether the executor still does its work and shows nobody an old interrupt. */
	private void probe() {
		List<Boolean> flags = this.fanOut.map(range(4 * this.kind.threads), (item) -> {
			boolean flag = Thread.currentThread().isInterrupted();
			Thread.yield();
			return flag;
		});
		if (flags.contains(true)) {
			complain("A task saw an interrupt that was not meant for it");
		}
	}

	@Override
	public void close() {
		this.gates.forEach(Gate::open);
		Await.until("no task runs", () -> running() == 0);
		if (this.services.stream().noneMatch(ExecutorService::isShutdown)) {
			quiet();
			probe();
		}
		this.services.forEach(ExecutorService::shutdown);
		Await.until("the executor has ended", () -> this.services.stream().allMatch(ExecutorService::isTerminated));
		Await.until("its threads have ended: " + this.threads, () -> this.threads.stream().noneMatch(Thread::isAlive));
		if (!this.complaints.isEmpty()) {
			throw new AssertionError(this.complaints.toString());
		}
	}

}
