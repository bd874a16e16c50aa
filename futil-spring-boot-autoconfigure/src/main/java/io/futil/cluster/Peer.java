package io.futil.cluster;

import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import com.hazelcast.cluster.Member;

/**
 * Another member of the Hazelcast cluster, which need not receive: it may have no futil,
 * or not have started it yet. Once either has greeted the other, both have joined. A
 * message that may be lost ends that, for both, and they greet again.
 * <p>
 * The lock is held while the receiver is told, so that what it hears of this member comes
 * one after the other.
 */
final class Peer {

	private final Member member;

	private final Receiver receiver;

	private final LongSupplier numbers;

	private final BiConsumer<ClusterMessage.Kind, Session> greeting;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile Session session;

	private volatile boolean gone;

	/** The number it had when it said goodbye. Guarded by the lock. */
	private long ended = Session.UNKNOWN;

	/**
	 * Make a peer.
	 * @param numbers gives numbers for sessions, each higher than any before
	 * @param greeting sends a message without payload; does not wait
	 */
	Peer(Member member, LongSupplier numbers, Receiver receiver, BiConsumer<ClusterMessage.Kind, Session> greeting) {
		this.member = member;
		this.receiver = receiver;
		this.numbers = numbers;
		this.greeting = greeting;
		this.session = new Session(numbers.getAsLong(), Session.UNKNOWN);
	}

	Member member() {
		return this.member;
	}

	Session session() {
		return this.session;
	}

	private UUID id() {
		return this.member.getUuid();
	}

	/** Ask whether it receives. */
	void greet() {
		this.greeting.accept(ClusterMessage.Kind.HELLO, this.session);
	}

	/**
	 * Something has come from it.
	 * @return whether it was taken
	 */
	boolean take(ClusterMessage message) {
		this.lock.lock();
		try {
			return !this.gone && switch (message.kind()) {
				case HELLO -> hello(message.session());
				case WELCOME -> isToThisSession(message.session()) && establish(message.session().theirs());
				case PAYLOAD -> payload(message.session(), message.payload());
				case GOODBYE -> goodbye(message.session());
			};
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean hello(Session said) {
		boolean established = establish(said.theirs());
		this.greeting.accept(ClusterMessage.Kind.WELCOME, this.session);
		return established;
	}

	private boolean payload(Session said, byte[] payload) {
		// It may come before the greeting that it has overtaken.
		if (!isToThisSession(said) || !establish(said.theirs())) {
			return false;
		}
		this.receiver.received(id(), payload);
		return true;
	}

	private boolean goodbye(Session said) {
		// What it sent before may come behind it, a greeting, too: that is too late.
		this.ended = Math.max(this.ended, said.theirs());
		if (said.theirs() >= this.session.theirs()) {
			end(this.session.over());
		}
		return true;
	}

	private boolean isToThisSession(Session said) {
		return said.ours() == this.session.ours();
	}

	/** Whether it has neither ended nor been overtaken by a session that began later. */
	private boolean establish(long theirs) {
		Session now = this.session;
		if (theirs <= this.ended || theirs < now.theirs()) {
			return false;
		}
		if (theirs > now.theirs()) {
			end(now.over());
			this.session = now.with(theirs);
			this.receiver.joined(id());
		}
		return true;
	}

	private void end(Session next) {
		boolean established = this.session.isEstablished();
		this.session = next;
		if (established) {
			this.receiver.left(id());
		}
	}

	/** What was sent in a session may be lost. */
	void lost(Session sent) {
		this.lock.lock();
		try {
			if (this.session.equals(sent)) {
				end(new Session(this.numbers.getAsLong(), Session.UNKNOWN));
				// Whoever leaves says goodbye of the session it finds: of this one, or
				// the other member must never hear of it.
				if (!this.gone) {
					greet();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take nothing more, and say goodbye. Without the lock, as the receiver may be
	 * waiting for whoever closes.
	 */
	void leave() {
		this.gone = true;
		this.greeting.accept(ClusterMessage.Kind.GOODBYE, this.session);
	}

	/** It is no member of the Hazelcast cluster any more. */
	void gone() {
		this.lock.lock();
		try {
			this.gone = true;
			end(this.session.over());
		}
		finally {
			this.lock.unlock();
		}
	}

}
