package io.futil.cluster;

import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Takes messages to other members, and tells who is there.
 */
interface Transport extends AutoCloseable {

	/** This member. */
	UUID self();

	/** What to call a member in a sentence: where it listens. */
	String name(UUID member);

	/**
	 * Begin to receive. Members that receive already join one after the other, this one
	 * first, and then each that begins to.
	 * @param receiver what to tell; it must not take long
	 */
	void start(Receiver receiver);

	/**
	 * Send a message to a member that has joined. Never waits and never throws.
	 * @param member the member; if it is this one, it receives before this returns
	 * @param message the message, whose bytes are not changed any more
	 * @param done called exactly once, on any thread: with nothing if the member has
	 * received it, else with the failure, and then nobody knows whether it has. Whoever
	 * waits for it before sending the next has its messages arrive in order
	 */
	void send(UUID member, byte[] message, Consumer<@Nullable Throwable> done);

	/** Receive nothing any more, and leave the cluster. */
	@Override
	void close();

}
