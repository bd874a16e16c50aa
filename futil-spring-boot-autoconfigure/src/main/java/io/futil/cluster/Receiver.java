package io.futil.cluster;

import java.util.UUID;

/**
 * Hears of the members of the cluster. What it hears of one member comes one after the
 * other: that it has joined, its messages, and that it has left. Of several members it
 * hears at the same time.
 */
interface Receiver {

	/** A member is there and receives. It may be one that had left. */
	void joined(UUID member);

	/** A member that had joined cannot be reached any more: what it had is lost. */
	void left(UUID member);

	/** A member that has joined has sent a message. */
	void received(UUID from, byte[] message);

}
