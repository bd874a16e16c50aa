package io.futil.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.fanout.spi.NowhereToRunException;
import org.jspecify.annotations.Nullable;

/**
 * Gives orders to members. An order goes to the member that has the least to do, within
 * its window; where all windows are full, it stands in line.
 * <p>
 * One lock guards the members, what they have, and the line. Frames are added to links
 * under it, so that a cancellation never overtakes its task; links are flushed, and those
 * who wait are told, behind it ({@link Aftermath}).
 * <p>
 * <b>An order</b> is settled once: by the first outcome, by whoever waits and has given
 * up, or because it cannot run. A member that has it keeps its slot until it says that it
 * has ended it, whatever has become of the order: a task that ignores its interrupt still
 * takes a thread there.
 * <p>
 * <b>A member that is lost</b> takes the orders with it that are not known to be
 * idempotent; the others stand first in line again. <b>One that is silent</b> may be slow
 * or gone: its idempotent orders go to others as well, the rest waits for it.
 */
final class Dispatcher {

	/** A task that takes a member down with it should not take down all of them. */
	private static final int MOST_LOSSES = 3;

	private final LocalTasks localTasks;

	private final String cluster;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<UUID, Member> members = new LinkedHashMap<>();

	private final Deque<Order> line = new ArrayDeque<>();

	Dispatcher(String cluster, LocalTasks localTasks) {
		this.cluster = cluster;
		this.localTasks = localTasks;
	}

	// Who has orders

	/**
	 * Have it run, and wait for its outcome.
	 * @throws InterruptedException if the thread was interrupted; the order is given up
	 */
	Outcome execute(Order order) throws InterruptedException {
		place(order);
		try {
			return order.await();
		}
		catch (InterruptedException ex) {
			giveUp(order);
			throw ex;
		}
	}

	/**
	 * Refuse what nobody could run.
	 * @throws NowhereToRunException if there is no member that takes tasks
	 */
	void requireHost() {
		this.lock.lock();
		try {
			if (!hasHost()) {
				throw nobody();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether an order waits for a member, or is with one. */
	boolean isCalling() {
		this.lock.lock();
		try {
			return !this.line.isEmpty() || this.members.values().stream().anyMatch(Member::isBusy);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void place(Order order) {
		Aftermath aftermath = new Aftermath();
		this.lock.lock();
		try {
			order.enterLine();
			this.line.addLast(order);
			serve(aftermath);
		}
		finally {
			this.lock.unlock();
		}
		aftermath.run();
	}

	private void giveUp(Order order) {
		Aftermath aftermath = new Aftermath();
		this.lock.lock();
		try {
			order.settle();
			this.line.remove(order);
			cancel(order, aftermath);
		}
		finally {
			this.lock.unlock();
		}
		aftermath.run();
	}

	// What members say

	void joined(Member member) {
		update((aftermath) -> this.members.put(member.id(), member));
	}

	/** What members say of an order, or of themselves. */
	void received(UUID from, Frame frame) {
		update((aftermath) -> {
			Member member = this.members.get(from);
			if (member == null) {
				return;
			}
			if (member.isSilent()) {
				// It goes on with what it has; what went to others meanwhile races.
				this.line.removeIf((order) -> member.has(order) && order.leaveLine());
			}
			member.heard(System.nanoTime());
			if (frame instanceof Frame.State state) {
				member.says(state);
			}
			else if (frame instanceof Frame.Result result) {
				member.took(result.runNanos());
				settle(member.release(result.id()), new Outcome.Value(result.value()), aftermath);
			}
			else if (frame instanceof Frame.Failed failed) {
				member.took(failed.runNanos());
				settle(member.release(failed.id()), new Outcome.Thrown(failed.failure()), aftermath);
			}
			else if (frame instanceof Frame.Returned returned) {
				member.isFull();
				again(member.release(returned.id()));
			}
		});
	}

	/** It is gone, or nobody knows what it has received. */
	void lost(UUID id) {
		update((aftermath) -> {
			Member member = this.members.remove(id);
			if (member == null) {
				return;
			}
			List<Order> orders = new ArrayList<>(member.orders().values());
			for (Order order : orders) {
				boolean goesOn = order.memberLost() < MOST_LOSSES && order.isIdempotent();
				if (goesOn) {
					again(order);
				}
				else if (!order.isUnderWay()) {
					settle(order, lostWith(member, order), aftermath);
				}
			}
		});
	}

	private static Outcome lostWith(Member member, Order order) {
		return new Outcome.Missing(new MemberLostException("Task of " + order.operation() + " was lost with member "
				+ member.name() + ": whether it has run is not known. "
				+ (order.isIdempotent() ? "It was lost with " + MOST_LOSSES + " members and may be what they died of"
						: "If it does no harm twice, say so with idempotent(), or let the call retry")));
	}

	/** Look who has been silent for too long. */
	void lookForSilence(long timeoutNanos) {
		update((aftermath) -> {
			for (Member member : this.members.values()) {
				if (member.becomesSilent(System.nanoTime(), timeoutNanos)) {
					member.orders().values().stream().filter(this::isLeftToSilence).forEach(this::standInLine);
				}
			}
		});
	}

	private void update(Consumer<Aftermath> change) {
		Aftermath aftermath = new Aftermath();
		this.lock.lock();
		try {
			change.accept(aftermath);
			serve(aftermath);
		}
		finally {
			this.lock.unlock();
		}
		aftermath.run();
	}

	// Under the lock

	/** A member does not have it any more, and has not ended it. */
	private void again(@Nullable Order order) {
		if (order != null && isLeftToSilence(order)) {
			standInLine(order);
		}
	}

	/** Whether nobody has it who talks: one of those who do not may never end it. */
	private boolean isLeftToSilence(Order order) {
		return !order.isUnderWay() || (order.isIdempotent() && order.isWithFewerThan(MOST_LOSSES)
				&& this.members.values().stream().noneMatch((member) -> member.has(order) && !member.isSilent()));
	}

	/** As the first: it has waited once already. */
	private void standInLine(Order order) {
		if (!order.isSettled() && order.enterLine()) {
			this.line.addFirst(order);
		}
	}

	private void settle(@Nullable Order order, Outcome outcome, Aftermath aftermath) {
		if (order != null && order.settle()) {
			aftermath.tell(order, outcome);
			cancel(order, aftermath);
		}
	}

	/** Whoever has it need not go on. */
	private void cancel(Order order, Aftermath aftermath) {
		if (order.isUnderWay()) {
			for (Member member : this.members.values()) {
				if (member.has(order)) {
					member.link().add(new Frame.Cancel(order.id()));
					aftermath.flush(member);
				}
			}
		}
	}

	private void serve(Aftermath aftermath) {
		for (Order first = this.line.peekFirst(); first != null; first = this.line.peekFirst()) {
			Member member = first.isSettled() ? null : best(first);
			if (member == null && !first.isSettled() && (first.isUnderWay() || hasHost())) {
				return;
			}
			this.line.pollFirst();
			first.leaveLine();
			if (member != null) {
				member.assign(first);
				aftermath.flush(member);
			}
			else {
				settle(first, new Outcome.Missing(nobody()), aftermath);
			}
		}
	}

	private @Nullable Member best(Order order) {
		boolean fallBack = usesLocal();
		Member best = null;
		for (Member member : this.members.values()) {
			if (member.hasRoom() && !member.has(order) && (fallBack || !member.isLocal())
					&& (best == null || member.load() < best.load())) {
				best = member;
			}
		}
		return best;
	}

	private boolean usesLocal() {
		return switch (this.localTasks) {
			case ALWAYS -> true;
			case NEVER -> false;
			case FALLBACK -> this.members.values()
				.stream()
				.noneMatch((member) -> !member.isLocal() && member.isHost() && !member.isSilent());
		};
	}

	private boolean hasHost() {
		boolean local = usesLocal();
		return this.members.values().stream().anyMatch((member) -> member.isHost() && (local || !member.isLocal()));
	}

	private NowhereToRunException nobody() {
		return new NowhereToRunException("No member of cluster '" + this.cluster + "' takes tasks; "
				+ this.members.size() + " known, this one included, and futil.cluster.local is "
				+ this.localTasks.name().toLowerCase(Locale.ROOT)
				+ ". Start a worker, or set futil.cluster.local to fallback");
	}

	// Looking

	List<Member> snapshot() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.members.values());
		}
		finally {
			this.lock.unlock();
		}
	}

	List<ClusterMember> views() {
		this.lock.lock();
		try {
			return this.members.values()
				.stream()
				.sorted((one, other) -> Boolean.compare(other.isLocal(), one.isLocal()))
				.map(Member::view)
				.toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What is left to do once the lock is free. */
	private static final class Aftermath {

		private final Set<Link> links = new LinkedHashSet<>();

		private final Map<Order, Outcome> outcomes = new LinkedHashMap<>();

		void flush(Member member) {
			this.links.add(member.link());
		}

		void tell(Order order, Outcome outcome) {
			this.outcomes.put(order, outcome);
		}

		void run() {
			this.links.forEach(Link::flush);
			this.outcomes.forEach(Order::complete);
		}

	}

}
