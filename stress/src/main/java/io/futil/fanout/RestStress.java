package io.futil.fanout;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.stress.Hand;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;

/**
 * The only worker finds no task and rests while the consumer of a stream makes room for
 * one more.
 */
@JCStressTest
@Description("A worker rests against room for one more task: tasks performed, any two together, worker sent again")
@Outcome(id = "2, false, false", expect = Expect.ACCEPTABLE, desc = "the worker saw the room and went on")
@Outcome(id = "2, false, true", expect = Expect.ACCEPTABLE, desc = "who made room found the worker resting")
@Outcome(id = "1, false, false", expect = Expect.FORBIDDEN, desc = "a lost wake-up")
@Outcome(expect = Expect.FORBIDDEN, desc = "a task too many, or a worker on two threads at once")
@State
public class RestStress {

	private final Hand hand = new Hand();

	private final IteratorSource<Integer> source = IteratorSource.bounded(List.of(0, 1, 2), 1);

	private final Tally tally = new Tally();

	private final Crew<Integer, Integer> crew;

	private final Runnable worker;

	public RestStress() {
		FanOutTemplate fanOut = (FanOutTemplate) FanOutTemplate.of(this.hand).concurrency(1);
		this.crew = new Call<>(fanOut.settings("stream"), this.source, this.tally, null,
				new QueueSink<Integer, Integer>(false))
			.crew();
		this.crew.start();
		this.worker = this.hand.take();
	}

	@Actor
	public void work() {
		this.worker.run();
	}

	@Actor
	public void makeRoom(IZZ_Result result) {
		this.source.addCredits(1);
		result.r3 = this.crew.launchOne();
		this.hand.runAll();
	}

	@Arbiter
	public void look(IZZ_Result result) {
		this.hand.runAll();
		result.r1 = this.tally.performed.get();
		result.r2 = this.tally.together;
	}

	private static final class Tally implements TaskBody<Integer, Integer> {

		private final AtomicInteger inside = new AtomicInteger();

		private final AtomicInteger performed = new AtomicInteger();

		private volatile boolean together;

		@Override
		public Integer run(Integer item, int index) {
			if (this.inside.incrementAndGet() != 1) {
				this.together = true;
			}
			this.performed.incrementAndGet();
			this.inside.decrementAndGet();
			return item;
		}

	}

}
