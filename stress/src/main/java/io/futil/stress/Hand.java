package io.futil.stress;

import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * An executor without threads. It holds the workers it is given until an actor takes one
 * and runs it: so the two threads of a test are the two sides of a race, and no third one
 * comes between them.
 */
public final class Hand implements Executor {

	private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

	@Override
	public void execute(Runnable worker) {
		this.held.add(worker);
	}

	/** Take out a worker that must be there. */
	public Runnable take() {
		Runnable worker = this.held.poll();
		if (worker == null) {
			throw new NoSuchElementException("The call has submitted no worker");
		}
		return worker;
	}

	/**
	 * Run all workers that are there now on the current thread.
	 * @return whether a thread was left interrupted, see {@link #run(Runnable)}
	 */
	public boolean runAll() {
		boolean interrupted = false;
		for (Runnable worker = this.held.poll(); worker != null; worker = this.held.poll()) {
			interrupted |= run(worker);
		}
		return interrupted;
	}

	/**
	 * Run a worker on the current thread.
	 * @return whether the thread was interrupted behind it, or before: the worker that
	 * ran here last has then left an interrupt that came late
	 */
	public static boolean run(Runnable worker) {
		boolean before = Thread.interrupted();
		worker.run();
		return Thread.interrupted() || before;
	}

}
