package io.futil.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.contract.SoakPlan.Ending;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;

/**
 * One call of the soak, and all that is seen of it: what its tasks did, and how it ended.
 */
final class SoakCall {

	private final SoakBench bench;

	private final SoakRound round;

	private final SoakPlan plan;

	private final @Nullable SoakCall outer;

	private final List<PoisonItem> items;

	private final Gate gate;

	private final RuntimeException sourceFailure = new IllegalStateException("source");

	private final long start = System.nanoTime();

	// What its tasks did

	private final AtomicIntegerArray starts;

	private final AtomicIntegerArray ends;

	private final AtomicReferenceArray<@Nullable Throwable> thrown;

	/** Exceptions that are there only because somebody interrupted a task. */
	private final Set<Throwable> induced = Collections
		.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	private final AtomicInteger started = new AtomicInteger();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger late = new AtomicInteger();

	private final AtomicInteger flagged = new AtomicInteger();

	private final AtomicInteger completions = new AtomicInteger();

	// How it ended

	private @Nullable Thread caller;

	private boolean interrupted;

	private volatile boolean over;

	private volatile SoakOutcome outcome = SoakOutcome.NONE;

	SoakCall(SoakRound round, SoakPlan plan, @Nullable SoakCall outer) {
		this.round = round;
		this.bench = round.bench();
		this.plan = plan;
		this.outer = outer;
		int size = plan.deeds().size();
		this.items = IntStream.range(0, size).mapToObj(PoisonItem::new).toList();
		this.starts = new AtomicIntegerArray(size);
		this.ends = new AtomicIntegerArray(size);
		this.thrown = new AtomicReferenceArray<>(size);
		this.gate = this.bench.lab().gate();
		round.add(this);
	}

	/** The call that a task of this one makes. */
	SoakCall inner(int place) {
		SoakPlan inner = this.plan.inner().get(place);
		if (inner == null) {
			throw new IllegalStateException();
		}
		return new SoakCall(this.round, inner, this);
	}

	/** Make the call. Throws what it throws, if it was to run to its end. */
	void run() throws Exception {
		synchronized (this) {
			this.caller = Thread.currentThread();
		}
		List<@Nullable Object> values = List.of();
		Throwable failure = null;
		try {
			values = act();
		}
		catch (Throwable ex) {
			failure = ex;
		}
		this.outcome = new SoakOutcome(values, failure, this.running.get(), over());
		if (failure != null && !this.plan.ending().isOfFutures()) {
			SoakCall outer = this.outer;
			if (outer != null
					&& (failure instanceof FanOutInterruptedException || failure instanceof InterruptedException)) {
				outer.induced(failure);
			}
			if (failure instanceof Error error) {
				throw error;
			}
			throw (Exception) failure;
		}
	}

	private synchronized boolean over() {
		this.over = true;
		this.caller = null;
		return Thread.currentThread().isInterrupted();
	}

	/** Interrupt the caller, while it is in the call. */
	synchronized void interruptCaller() {
		if (this.caller != null && !this.interrupted) {
			this.interrupted = true;
			this.caller.interrupt();
		}
	}

	private List<@Nullable Object> act() throws Exception {
		FanOutOperations fanOut = this.plan.options()
			.on(this.bench.fanOut(this.plan.elsewhere()), new SoakListener(this.bench.lab()));
		Task task = this.bench.lab().counted(this::perform);
		Verb verb = this.plan.verb();
		if (this.plan.ending().isOfStreams()) {
			return takeSome(verb.open(fanOut, source(), task));
		}
		if (!this.plan.ending().isOfFutures()) {
			return verb.run(fanOut, source(), task);
		}
		Started<?> started = verb.start(fanOut, source(), task);
		started.future().whenComplete((value, failure) -> {
			this.bench.lab().notOnTheClock("A dependent runs");
			this.completions.incrementAndGet();
		});
		for (int i = 0; i < this.plan.when(); i++) {
			Thread.onSpinWait();
		}
		end(started.future());
		return started.values();
	}

	private void end(FanOutFuture<?> future) {
		switch (this.plan.ending()) {
			case CANCEL -> future.cancel(true);
			case RELEASE -> future.cancel(false);
			case COMPLETE -> future.complete(null);
			default -> future.orTimeout(this.plan.when(), TimeUnit.MICROSECONDS);
		}
	}

	private List<@Nullable Object> takeSome(Stream<?> stream) {
		List<@Nullable Object> some = new ArrayList<>(stream.limit(this.plan.when()).toList());
		if (this.plan.ending() == Ending.TAKE_SOME) {
			stream.close();
		}
		return some;
	}

	private Iterable<?> source() {
		if (!this.plan.lazy()) {
			return this.items;
		}
		Iterable<PoisonItem> source = () -> {
			Iterator<PoisonItem> all = this.items.iterator();
			return new Iterator<>() {

				private int next;

				@Override
				public boolean hasNext() {
					SoakCall.this.bench.lab().notOnTheClock("A source is read");
					if (this.next == SoakCall.this.plan.sourceEnd()) {
						throw SoakCall.this.sourceFailure;
					}
					return all.hasNext();
				}

				@Override
				public PoisonItem next() {
					this.next++;
					return all.next();
				}

			};
		};
		return source;
	}

	private @Nullable Object perform(@Nullable Object object) throws Exception {
		PoisonItem item = (PoisonItem) object;
		if (item == null) {
			throw new IllegalStateException("no item");
		}
		this.starts.incrementAndGet(item.place());
		this.started.incrementAndGet();
		this.running.incrementAndGet();
		if (this.over) {
			this.late.incrementAndGet();
		}
		if (Thread.currentThread().isInterrupted()) {
			this.flagged.incrementAndGet();
		}
		try {
			Object value = this.plan.deeds().get(item.place()).run(this, item);
			this.ends.incrementAndGet(item.place());
			return value;
		}
		catch (Throwable ex) {
			this.thrown.set(item.place(), ex);
			throw ex;
		}
		finally {
			this.running.decrementAndGet();
		}
	}

	/** An exception that a task throws because it was interrupted. */
	<X extends Throwable> X induced(X thrown) {
		this.induced.add(thrown);
		return thrown;
	}

	// What was seen

	/** Let go who stays, and interrupt the caller, if it is time. */
	void meddle(long longEnough) {
		if (this.over || System.nanoTime() - this.start > longEnough) {
			this.gate.open();
		}
		if (this.plan.ending() == Ending.INTERRUPT && this.started.get() >= this.plan.when()) {
			interruptCaller();
		}
	}

	SoakRound round() {
		return this.round;
	}

	SoakBench bench() {
		return this.bench;
	}

	SoakPlan plan() {
		return this.plan;
	}

	@Nullable SoakCall outer() {
		return this.outer;
	}

	Gate gate() {
		return this.gate;
	}

	List<PoisonItem> items() {
		return this.items;
	}

	int starts(int place) {
		return this.starts.get(place);
	}

	/** Whether the task has returned a value. */
	boolean returned(int place) {
		return this.ends.get(place) > 0;
	}

	@Nullable Throwable thrown(int place) {
		return this.thrown.get(place);
	}

	/** Whether a task threw this, for whatever reason. */
	boolean isThrown(@Nullable Throwable failure) {
		return failure != null && IntStream.range(0, this.thrown.length()).anyMatch((i) -> thrown(i) == failure);
	}

	boolean isInduced(Throwable failure) {
		return this.induced.contains(failure);
	}

	boolean isSourceFailure(Throwable failure) {
		return failure == this.sourceFailure;
	}

	synchronized boolean isInterrupted() {
		return this.interrupted;
	}

	/** How many tasks have started when the call was over. */
	int late() {
		return this.late.get();
	}

	/** How many tasks have seen an interrupt that was there before them. */
	int flagged() {
		return this.flagged.get();
	}

	int completions() {
		return this.completions.get();
	}

	SoakOutcome outcome() {
		return this.outcome;
	}

}
