package io.futil.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One round of the soak: some callers make some calls on one bench, all of it made up
 * from one seed, while the round itself meddles.
 */
final class SoakRound {

	/** How long a task stays that does not heed its interrupt. */
	private static final long LONG_ENOUGH = TimeUnit.MILLISECONDS.toNanos(3);

	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

	private final SoakBench bench;

	private final List<List<SoakPlan>> plans = new ArrayList<>();

	private final Queue<SoakCall> calls = new ConcurrentLinkedQueue<>();

	private volatile boolean over;

	SoakRound(long seed) {
		Dice dice = new Dice(seed);
		this.bench = SoakBench.of(dice);
		SoakPlans makeUp = new SoakPlans(dice, this.bench.drops());
		int callers = 1 + dice.below(3);
		for (int i = 0; i < callers; i++) {
			List<SoakPlan> plans = new ArrayList<>();
			int calls = 1 + dice.below(4);
			for (int j = 0; j < calls; j++) {
				plans.add(makeUp.next());
			}
			this.plans.add(plans);
		}
	}

	void run() throws Exception {
		try (SoakBench bench = this.bench) {
			Lab lab = bench.lab();
			List<Caller<?>> callers = new ArrayList<>();
			for (List<SoakPlan> plans : this.plans) {
				callers.add(lab.call(() -> call(plans)));
			}
			Await.until("all calls are over", () -> {
				this.calls.forEach((call) -> call.meddle(LONG_ENOUGH));
				LockSupport.parkNanos(LOOK_NANOS);
				return callers.stream().allMatch(Caller::isDone);
			});
			for (Caller<?> caller : callers) {
				caller.get();
			}
			this.over = true;
			this.calls.forEach((call) -> call.gate().open());
			lab.settle();
			this.calls.forEach(SoakOracle::check);
		}
	}

	private boolean call(List<SoakPlan> plans) {
		for (SoakPlan plan : plans) {
			try {
				new SoakCall(this, plan, null).run();
			}
			catch (Throwable ex) {
				// The oracle will be asked.
			}
			Thread.interrupted();
		}
		return true;
	}

	SoakBench bench() {
		return this.bench;
	}

	/** All calls, those inside others too. */
	Stream<SoakCall> calls() {
		return this.calls.stream();
	}

	/**
	 * A call that begins behind the others, in a stream that was dropped, holds up
	 * nobody.
	 */
	void add(SoakCall call) {
		this.calls.add(call);
		if (this.over) {
			call.gate().open();
		}
	}

	@Override
	public String toString() {
		StringBuilder round = new StringBuilder("on " + this.bench);
		this.plans.forEach((plans) -> round
			.append("\na caller:" + String.join("", plans.stream().map((plan) -> "\n  " + plan).toList())));
		return round.toString();
	}

}
