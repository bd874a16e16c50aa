package io.futil.contract;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one round share: two executors, and what may go wrong on the first.
 */
final class SoakBench implements AutoCloseable {

	private static final String FAULT = "fault";

	private final Lab lab;

	private final FanOutOperations fanOut;

	private final FanOutOperations elsewhere;

	private final @Nullable Fault fault;

	private final boolean decoratedBadly;

	private final AtomicBoolean broken = new AtomicBoolean(true);

	/** What many tasks throw. */
	private final RuntimeException shared = new IllegalStateException("shared");

	private SoakBench(ExecutorKind kind, @Nullable Fault fault, boolean decoratedBadly, int every) {
		this.lab = new Lab(kind);
		this.fault = fault;
		this.decoratedBadly = decoratedBadly;
		AtomicInteger number = new AtomicInteger();
		Fault.Decision fails = () -> this.broken.get() && number.incrementAndGet() % every == 0;
		if (decoratedBadly) {
			((TestWorkerExecutor) this.lab.executor()).decorateWith(seldom(fails, number));
		}
		FanOutOperations healthy = this.lab.fanOut();
		Executor other = new LabPool(this.lab, 1, 1, new LinkedBlockingQueue<>(), new AbortPolicy());
		this.lab.inside((LabPool) other);
		this.fanOut = (fault != null) ? healthy.on(fault.in(this.lab, fails)) : healthy;
		this.elsewhere = healthy.on(other);
	}

	static SoakBench of(Dice dice) {
		int every = dice.of(1, 2, 2, 3, 5, 10);
		return switch (dice.below(6)) {
			case 0, 1 -> new SoakBench(ExecutorKind.POOL_OF_1, dice.of(Fault.values()), false, every);
			case 2 -> new SoakBench(ExecutorKind.WORKER, null, true, every);
			default -> new SoakBench(dice.of(Combo.kinds((kind) -> true).toList()), null, false, every);
		};
	}

	private static UnaryOperator<Runnable> seldom(Fault.Decision fails, AtomicInteger number) {
		BadDecorator[] bad = BadDecorator.values();
		return (worker) -> fails.now() ? bad[number.get() % bad.length].decorator.apply(worker) : worker;
	}

	Lab lab() {
		return this.lab;
	}

	FanOutOperations fanOut(boolean elsewhere) {
		return elsewhere ? this.elsewhere : this.fanOut;
	}

	RuntimeException shared() {
		return this.shared;
	}

	/** How many tasks may run at once, spare threads too: all may have claimed one. */
	int most() {
		return (this.fault != null) ? 2 * Fault.THREADS : 2 * Math.min(this.lab.kind().most, Integer.MAX_VALUE / 2);
	}

	/** Whether nothing but a deadline ends a call for sure. */
	boolean drops() {
		return this.fault == Fault.DROPS;
	}

	/** Whether there may be no worker for a call. */
	boolean refuses() {
		if (this.fault == null) {
			return this.lab.kind() == ExecutorKind.HANDOFF;
		}
		return switch (this.fault) {
			case REJECTS, THREAD_FACTORY_RETURNS_NULL, THREAD_FACTORY_RETURNS_NULL_WITHOUT_QUEUE,
					THREAD_FACTORY_THROWS ->
				true;
			case THROWS, DROPS, DOUBLES -> false;
		};
	}

	/** Whether a task may run on the thread that made its call. */
	boolean runsInCaller() {
		return this.lab.kind().inCaller;
	}

	/** Whether the executor throws, or its decorator. */
	boolean breaks() {
		return this.fault == Fault.THROWS || this.fault == Fault.THREAD_FACTORY_THROWS || this.decoratedBadly;
	}

	/** Whether this is what they throw, or what comes of it. */
	boolean isFault(@Nullable Throwable failure) {
		String message = (failure != null) ? failure.getMessage() : null;
		return breaks() && message != null && (message.equals(FAULT) || message.startsWith("The task decorator of "));
	}

	/** From now on nothing goes wrong, and all places are there again. */
	@Override
	public void close() {
		this.broken.set(false);
		if (this.fault != null) {
			this.lab.settle();
			this.lab.probe(this.fanOut, Fault.THREADS, Fault.THREADS);
		}
		this.lab.close();
	}

	@Override
	public String toString() {
		String faults = (this.fault != null) ? " behind one that " + this.fault : "";
		return this.lab.kind() + faults + (this.decoratedBadly ? " with a bad decorator" : "");
	}

}
