package io.futil.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A member of the cluster, as one that has tasks for it sees it: what it has said of
 * itself, and what it has been given. Guarded by the dispatcher's lock, the link aside.
 */
final class Member {

	/** How far ahead a member is given work, so that none of its threads waits for it. */
	private static final long AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final int LEAST_PER_THREAD = 2;

	private static final int MOST_PER_THREAD = 256;

	private final UUID id;

	private final String name;

	private final boolean local;

	private final Link link;

	private final Map<Long, Order> orders = new HashMap<>();

	/** What it has said last, {@code null} if it has said nothing yet. */
	private Frame.@Nullable State state;

	private boolean silent;

	/** It has given tasks back because it is full, and said nothing since. */
	private boolean full;

	private long heardAt = System.nanoTime();

	/** How much more than the window it can be given. */
	private int beyond;

	/** How long its tasks take, 0 if not known. */
	private long averageNanos;

	Member(UUID id, String name, boolean local, Link link) {
		this.id = id;
		this.name = name;
		this.local = local;
		this.link = link;
	}

	UUID id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	boolean isLocal() {
		return this.local;
	}

	Link link() {
		return this.link;
	}

	// What it says

	void heard(long now) {
		this.heardAt = now;
		this.silent = false;
		this.full = false;
	}

	/**
	 * It says how it is. If all it was given has started, the window is full of it, and
	 * it calls itself, then what it runs may wait for tasks of its own, which have to go
	 * somewhere: a window is there for what stands in line at a member.
	 */
	void says(Frame.State state) {
		this.state = state;
		if (this.orders.size() < window()) {
			this.beyond = 0;
		}
		else if (state.calling() && state.queued() == 0 && this.orders.size() >= window() + this.beyond) {
			this.beyond += capacity() + this.beyond;
		}
	}

	void isFull() {
		this.full = true;
	}

	/**
	 * Look whether it has been silent for too long.
	 * @return whether it has become silent just now
	 */
	boolean becomesSilent(long now, long timeoutNanos) {
		boolean becomes = !this.local && !this.silent && now - this.heardAt > timeoutNanos;
		this.silent |= becomes;
		return becomes;
	}

	boolean isSilent() {
		return this.silent;
	}

	boolean isDraining() {
		return this.state != null && this.state.draining();
	}

	/** Whether it takes tasks of others, though perhaps not now. */
	boolean isHost() {
		return this.state != null && this.state.hosting() && !this.state.draining();
	}

	/** Whether it can be given another task now. */
	boolean hasRoom() {
		return isHost() && !this.silent && !this.full && this.orders.size() < window() + this.beyond;
	}

	/** How much it has, in relation to how much it can do. */
	double load() {
		return (double) this.orders.size() / capacity();
	}

	int capacity() {
		return (this.state != null) ? Math.max(1, this.state.capacity()) : 1;
	}

	private int window() {
		long each = (this.averageNanos > 0) ? AHEAD_NANOS / this.averageNanos : LEAST_PER_THREAD;
		return capacity() * (int) Math.max(LEAST_PER_THREAD, Math.min(MOST_PER_THREAD, each));
	}

	/** A task of it has taken so long. */
	void took(long nanos) {
		long most = Math.max(1, nanos);
		this.averageNanos = (this.averageNanos == 0) ? most : this.averageNanos + (most - this.averageNanos) / 8;
	}

	// What it has

	void assign(Order order) {
		this.orders.put(order.id(), order);
		order.assigned();
		this.link.add(order.frame());
	}

	@Nullable Order release(long id) {
		Order order = this.orders.remove(id);
		if (order != null) {
			order.released();
		}
		return order;
	}

	boolean has(Order order) {
		return this.orders.get(order.id()) == order;
	}

	boolean isBusy() {
		return !this.orders.isEmpty();
	}

	Map<Long, Order> orders() {
		return this.orders;
	}

	ClusterMember view() {
		Frame.State said = this.state;
		ClusterMember.State state = this.silent ? ClusterMember.State.SILENT
				: isDraining() ? ClusterMember.State.DRAINING : ClusterMember.State.UP;
		return new ClusterMember(this.id.toString(), this.name, this.local, state, (said != null) ? said.capacity() : 0,
				(said != null) ? said.running() : 0, (said != null) ? said.queued() : 0,
				(said != null) ? said.completed() : 0, this.orders.size());
	}

}
