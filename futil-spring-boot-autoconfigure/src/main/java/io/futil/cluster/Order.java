package io.futil.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * One task that is to run on some member, and whoever waits for it. It may be under way
 * on several members, where some are silent; the first outcome counts.
 */
final class Order {

	private static final long NO_DEADLINE = -1;

	private final long id;

	private final String operation;

	private final BeanCall call;

	private final Map<String, String> headers;

	private final byte[] arguments;

	private final boolean idempotent;

	private final boolean hasDeadline;

	private final long deadline;

	private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

	// The rest is guarded by the dispatcher's lock.

	private boolean settled;

	private boolean inLine;

	private int members;

	private int lost;

	/**
	 * Make an order.
	 * @param remainingNanos the time until its deadline, negative if it has none
	 */
	Order(long id, String operation, BeanCall call, Map<String, String> headers, byte[] arguments, boolean idempotent,
			long remainingNanos) {
		this.id = id;
		this.operation = operation;
		this.call = call;
		this.headers = headers;
		this.arguments = arguments;
		this.idempotent = idempotent;
		this.hasDeadline = remainingNanos >= 0;
		this.deadline = System.nanoTime() + remainingNanos;
	}

	long id() {
		return this.id;
	}

	String operation() {
		return this.operation;
	}

	boolean isIdempotent() {
		return this.idempotent;
	}

	/** What is sent if it is sent now. */
	Frame.Task frame() {
		long remaining = this.hasDeadline ? Math.max(0, this.deadline - System.nanoTime()) : NO_DEADLINE;
		return new Frame.Task(this.id, this.operation, remaining, this.call, this.headers, this.arguments);
	}

	/** Wait for the outcome. */
	Outcome await() throws InterruptedException {
		try {
			return this.outcome.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Tell who waits. Not to be called under the lock. */
	void complete(Outcome outcome) {
		this.outcome.complete(outcome);
	}

	/**
	 * Nobody waits for another outcome from now on.
	 * @return {@code false} if that was so before
	 */
	boolean settle() {
		boolean first = !this.settled;
		this.settled = true;
		return first;
	}

	boolean isSettled() {
		return this.settled;
	}

	void assigned() {
		this.members++;
	}

	/** A member has ended it, or is gone. */
	void released() {
		this.members--;
	}

	/** A member is gone that had it. */
	int memberLost() {
		released();
		return ++this.lost;
	}

	/**
	 * It is to stand in line.
	 * @return {@code false} if it does already
	 */
	boolean enterLine() {
		boolean enters = !this.inLine;
		this.inLine = true;
		return enters;
	}

	boolean leaveLine() {
		this.inLine = false;
		return true;
	}

	boolean isWithFewerThan(int members) {
		return this.members < members;
	}

	/** Whether some member still has it. */
	boolean isUnderWay() {
		return this.members > 0;
	}

	@Override
	public String toString() {
		return this.operation + " #" + this.id;
	}

}
