package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * The link to another virtual machine. One message is under way at a time; what is added
 * meanwhile goes together in the next. So a frame alone leaves at once, and many make few
 * messages, without anybody waiting for company.
 */
final class Outbox implements Link {

	/** The size of a message, unless a single frame is larger. */
	private static final int MESSAGE_SIZE = 512 * 1024;

	private final UUID member;

	private final Transport transport;

	private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean sending = new AtomicBoolean();

	private volatile boolean closed;

	Outbox(UUID member, Transport transport) {
		this.member = member;
		this.transport = transport;
	}

	@Override
	public void add(Frame frame) {
		this.frames.add(frame);
	}

	@Override
	public boolean isIdle() {
		return this.frames.isEmpty() && !this.sending.get();
	}

	@Override
	public void flush() {
		// Whoever adds a frame flushes behind it: it finds the flag down, or who has put
		// it up looks again.
		while (!this.closed && !this.frames.isEmpty() && this.sending.compareAndSet(false, true)) {
			List<Frame> next = next();
			if (next.isEmpty()) {
				this.sending.set(false);
			}
			else {
				this.transport.send(this.member, Frames.write(next), this::sent);
			}
		}
	}

	/**
	 * Nothing is sent any more: whoever is at the other end later knows nothing of this.
	 */
	void close() {
		this.closed = true;
		this.frames.clear();
	}

	private List<Frame> next() {
		List<Frame> next = new ArrayList<>();
		int size = 0;
		Frame first = this.frames.peek();
		while (first != null && (next.isEmpty() || size + Frames.size(first) <= MESSAGE_SIZE)) {
			// Only who has put up the flag polls, so this is the same one.
			this.frames.poll();
			next.add(first);
			size += Frames.size(first);
			first = this.frames.peek();
		}
		return next;
	}

	private void sent(@Nullable Throwable failure) {
		if (failure != null) {
			// The transport says that the member has left. If it comes back it gets
			// another outbox: there is no telling what it has of this one.
			close();
			return;
		}
		this.sending.set(false);
		flush();
	}

}
