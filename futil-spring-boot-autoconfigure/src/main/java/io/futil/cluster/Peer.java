package io.futil.cluster;

import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

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

	private final BiConsumer<ClusterMessage.Kind, Session> greeting;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile Session session;

	private boolean gone;

	/**
	 * Make a peer.
	 * @param session a number for the first session that is higher than any before
	 * @param greeting sends a message without payload; does not wait
	 */
	Peer(Member member, long session, Receiver receiver, BiConsumer<ClusterMessage.Kind, Session> greeting) {
		this.member = member;
		this.receiver = receiver;
		this.greeting = greeting;
		this.session = new Session(session, Session.UNKNOWN);
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
		if (said.theirs() == this.session.theirs()) {
			end(this.session.over());
		}
		return true;
	}

	private boolean isToThisSession(Session said) {
		return said.ours() == this.session.ours();
	}

	/** Whether it is not overtaken by a session that began later. */
	private boolean establish(long theirs) {
		Session now = this.session;
		if (theirs == Session.UNKNOWN || theirs < now.theirs()) {
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
			if (!this.gone && this.session.equals(sent)) {
				end(sent.next());
				greet();
			}
		}
		finally {
			this.lock.unlock();
		}
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
