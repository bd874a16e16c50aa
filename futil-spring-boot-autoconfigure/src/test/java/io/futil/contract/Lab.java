package io.futil.contract;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The bench for one test on one executor. Closing it opens every gate and then looks for
 * what should not be there: running tasks, threads, interrupt flags, places of the
 * executor that are lost or too many, objects that somebody holds.
 */
final class Lab implements AutoCloseable {

	private final ExecutorKind kind;

	private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

	private final Queue<ExecutorService> services = new ConcurrentLinkedQueue<>();

	private final Queue<Gate> gates = new ConcurrentLinkedQueue<>();

	private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

	private final Queue<Thread> callers = new ConcurrentLinkedQueue<>();

	private final Queue<WeakReference<Object>> remembered = new ConcurrentLinkedQueue<>();

	private final AtomicInteger made = new AtomicInteger();

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
		notOnTheClock("A thread is made");
		Thread thread = new Thread(task, "lab-" + this.made.getAndIncrement());
		thread.setDaemon(true);
		return track(thread);
	}

	/** Make the end of a thread part of the test. */
	<T extends Thread> T track(T thread) {
		this.threads.add(thread);
		return thread;
	}

	/** An object that nothing may hold when this lab closes, while its executor lives. */
	<V> V remember(V object) {
		this.remembered.add(new WeakReference<>(object));
		return object;
	}

	/** A service that closes with this lab. */
	void inside(ExecutorService service) {
		this.services.add(service);
	}

	/** Shut down all that is inside. */
	void shutDown() {
		this.services.forEach(ExecutorService::shutdown);
	}

	/** Whatever is not the engine's own has no business on its clock. */
	void notOnTheClock(String what) {
		if (Thread.currentThread().getName().equals("futil-timer")) {
			complain(what + " on the clock");
		}
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
		// A thread that has ended may hold its task, and so what the caller came back
		// with.
		AtomicReference<@Nullable Caller<V>> once = new AtomicReference<>(caller);
		Thread thread = newThread(
				this.kind.isNested() ? () -> this.fanOut.forEach(List.of(1), (one) -> act(once)) : () -> act(once));
		this.callers.add(thread);
		thread.start();
		return caller;
	}

	private static void act(AtomicReference<? extends @Nullable Caller<?>> once) {
		Caller<?> caller = once.getAndSet(null);
		if (caller != null) {
			caller.act();
		}
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
		Await.until("all threads rest", this::isQuiet);
	}

	private boolean isQuiet() {
		return this.threads.stream().allMatch(Lab::rests) && this.services.stream().noneMatch(LabPool::isWaking);
	}

	/**
	 * Wait until nothing is left to do: what runs next finds all threads ready for it.
	 */
	void settle() {
		awaitRest(this::atWork);
	}

	/**
	 * Wait until the engine does nothing, although the caller has not come back: no
	 * thread is in it or on its way there, and no counted task runs.
	 * @param caller one that is there because it called
	 */
	void restsBut(Caller<?> caller) {
		awaitRest(() -> atWork(caller));
	}

	private void awaitRest(Supplier<List<Thread>> atWork) {
		Await.until(() -> "the engine rests, where of " + started() + " started tasks now run " + running() + ", on "
				+ atWork.get(), () -> restsInDeed(atWork));
	}

	/**
	 * Threads are looked at one after the other, and one may hand over its work to
	 * another that was seen idle. It does so only for the sake of a task: so all look
	 * idle twice, and no task has started from the first look to the last.
	 */
	private boolean restsInDeed(Supplier<List<Thread>> atWork) {
		int before = started();
		return isIdle(atWork) && isIdle(atWork) && running() == 0 && started() == before;
	}

	private boolean isIdle(Supplier<List<Thread>> atWork) {
		return running() == 0 && isQuiet() && this.services.stream().noneMatch(LabPool::isBusyForkJoin)
				&& atWork.get().isEmpty();
	}

	private static boolean rests(Thread thread) {
		return switch (thread.getState()) {
			case WAITING, TIMED_WAITING, TERMINATED -> true;
			default -> false;
		};
	}

	/** The threads that are in the engine: in a task, or parked by it. */
	private List<Thread> atWork(Caller<?> caller) {
		return atWork().stream()
			.filter((thread) -> thread != caller.thread() && !this.callers.contains(thread))
			.toList();
	}

	/** Spare threads of foreign executors are not made here. */
	private List<Thread> atWork() {
		Stream<Thread> spares = Threads.platformOnes().stream().filter((thread) -> thread.getName().endsWith("-spare"));
		return Stream.concat(this.threads.stream(), spares)
			.filter((thread) -> thread.isAlive() && Arrays.stream(thread.getStackTrace()).anyMatch(Lab::isOfTheEngine))
			.toList();
	}

	/** Neither its tests nor the seam that any thread of an executor of ours is in. */
	private static boolean isOfTheEngine(StackTraceElement frame) {
		String type = frame.getClassName();
		return type.substring(0, type.lastIndexOf('.') + 1).equals(FanOutTemplate.class.getPackageName() + '.');
	}

	/** Whether every place of the executor is back, and none too many. */
	void probe() {
		probe(this.fanOut, this.kind.threads, this.kind.most);
	}

	/**
	 * The same for another executor.
	 * @param fanOut calls on it
	 * @param threads the number of tasks that it surely runs at once
	 * @param places the number of tasks that it ever does
	 */
	void probe(FanOutOperations fanOut, int threads, int places) {
		CyclicBarrier everyPlace = new CyclicBarrier(threads);
		AtomicInteger arrived = new AtomicInteger();
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		// More than one call may have by itself, so that it is the executor who bounds
		// it.
		List<Boolean> flags = fanOut.concurrency(2 * threads).map(range(4 * threads), (item) -> {
			most.accumulateAndGet(running.incrementAndGet(), Math::max);
			boolean flag = Thread.currentThread().isInterrupted();
			if (item < threads) {
				arrived.incrementAndGet();
				meet(everyPlace, arrived);
			}
			Thread.yield();
			running.decrementAndGet();
			return flag;
		});
		if (flags.contains(true)) {
			complain("A task saw an interrupt that was not meant for it");
		}
		if (most.get() > places) {
			complain(most + " tasks ran at once where there are " + places + " places");
		}
	}

	private static void meet(CyclicBarrier everyPlace, AtomicInteger arrived) throws Exception {
		try {
			everyPlace.await(Caller.LIMIT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | BrokenBarrierException ex) {
			throw new AssertionError(
					"Only " + arrived + " of " + everyPlace.getParties() + " places are back\n" + Threads.dump(), ex);
		}
	}

	private void forget() {
		Await.until(() -> "nothing holds what was delivered, of now "
				+ this.remembered.stream().map(WeakReference::get).toList(), () -> {
					this.remembered.removeIf((reference) -> reference.get() == null);
					if (!this.remembered.isEmpty()) {
						System.gc();
					}
					return this.remembered.isEmpty();
				});
	}

	@Override
	public void close() {
		this.gates.forEach(Gate::open);
		Await.until("no task runs", () -> running() == 0);
		if (this.services.stream().noneMatch(ExecutorService::isShutdown)) {
			settle();
			probe();
			forget();
		}
		this.services.forEach(ExecutorService::shutdown);
		Await.until("the executor has ended", () -> this.services.stream().allMatch(ExecutorService::isTerminated));
		Await.until("its threads have ended: " + this.threads, () -> this.threads.stream().noneMatch(Thread::isAlive));
		if (!this.complaints.isEmpty()) {
			throw new AssertionError(this.complaints.toString());
		}
	}

}
