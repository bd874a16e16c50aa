package io.futil.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import org.jspecify.annotations.Nullable;

/**
 * All that futil sends through Hazelcast: a task that hands bytes to whoever receives in
 * the instance where it arrives. It is written field by field, so nothing is ever
 * deserialised but this class.
 */
final class ClusterMessage implements DataSerializable, HazelcastInstanceAware, Callable<Boolean> {

	/** More than this is not taken on the word of whoever sends it. */
	private static final int TRUSTED_SIZE = 64 * 1024;

	private static final byte[] NOTHING = {};

	private Kind kind = Kind.GOODBYE;

	private String inbox = "";

	private UUID from = new UUID(0, 0);

	/** The session of the sender with the receiver, as {@link Session} says. */
	private long senders;

	/** The receiver's session with the sender, as far as the sender knows. */
	private long receivers;

	private byte[] payload = NOTHING;

	private transient @Nullable HazelcastInstance instance;

	/** For Hazelcast, which fills it in. */
	ClusterMessage() {
	}

	ClusterMessage(Kind kind, String inbox, UUID from, Session session, byte @Nullable [] payload) {
		this.kind = kind;
		this.inbox = inbox;
		this.from = from;
		this.senders = session.ours();
		this.receivers = session.theirs();
		this.payload = (payload != null) ? payload : NOTHING;
	}

	Kind kind() {
		return this.kind;
	}

	UUID from() {
		return this.from;
	}

	/** The session, as the receiver sees it. */
	Session session() {
		return new Session(this.receivers, this.senders);
	}

	byte[] payload() {
		return this.payload;
	}

	@Override
	public void setHazelcastInstance(HazelcastInstance instance) {
		this.instance = instance;
	}

	/** Deliver it. Whether somebody has taken it. */
	@Override
	public Boolean call() {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		if (!(loader instanceof HazelcastClasses)) {
			return deliver();
		}
		// What is made from here on, such as the threads of tasks, is the application's.
		thread.setContextClassLoader(loader.getParent());
		try {
			return deliver();
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	private boolean deliver() {
		HazelcastInstance here = this.instance;
		return here != null && here.getUserContext().get(this.inbox) instanceof HazelcastTransport transport
				&& transport.take(this);
	}

	@Override
	public void writeData(ObjectDataOutput out) throws IOException {
		out.writeByte(this.kind.ordinal());
		out.writeString(this.inbox);
		out.writeLong(this.from.getMostSignificantBits());
		out.writeLong(this.from.getLeastSignificantBits());
		out.writeLong(this.senders);
		out.writeLong(this.receivers);
		out.writeInt(this.payload.length);
		out.write(this.payload);
	}

	@Override
	public void readData(ObjectDataInput in) throws IOException {
		int kind = in.readByte();
		if (kind < 0 || kind >= Kind.values().length) {
			throw new IOException("There is no kind " + kind + " of messages");
		}
		this.kind = Kind.values()[kind];
		String inbox = in.readString();
		this.inbox = (inbox != null) ? inbox : "";
		this.from = new UUID(in.readLong(), in.readLong());
		this.senders = in.readLong();
		this.receivers = in.readLong();
		this.payload = read(in, in.readInt());
	}

	/** No larger array is made than there are bytes for. */
	private static byte[] read(ObjectDataInput in, int size) throws IOException {
		if (size < 0) {
			throw new IOException("A message cannot have " + size + " bytes");
		}
		byte[] part = new byte[Math.min(size, TRUSTED_SIZE)];
		in.readFully(part);
		if (part.length == size) {
			return part;
		}
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.write(part);
		while (all.size() < size) {
			int next = Math.min(size - all.size(), part.length);
			in.readFully(part, 0, next);
			all.write(part, 0, next);
		}
		return all.toByteArray();
	}

	/** What it is for. */
	enum Kind {

		/** Who sends it receives now, and wants to hear whether the other one does. */
		HELLO,

		/** Who sends it receives, too. */
		WELCOME,

		/** A message of ours. */
		PAYLOAD,

		/** Who sends it receives nothing any more. */
		GOODBYE

	}

}
