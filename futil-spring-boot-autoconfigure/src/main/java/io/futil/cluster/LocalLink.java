package io.futil.cluster;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The link to this very member: frames are handed over as they are. A thread of its own
 * does so: whoever flushes may be in a task of another call, whose deadline and context a
 * task that begins there would have.
 */
final class LocalLink implements Link {

	private final Executor executor;

	private final Consumer<Frame> receiver;

	private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();

	/** One at a time, or a frame might overtake another. */
	private final AtomicBoolean delivering = new AtomicBoolean();

	/**
	 * Make a link.
	 * @param executor what delivers
	 * @param receiver what takes the frames
	 */
	LocalLink(Executor executor, Consumer<Frame> receiver) {
		this.executor = executor;
		this.receiver = receiver;
	}

	@Override
	public void add(Frame frame) {
		this.frames.add(frame);
	}

	@Override
	public boolean isIdle() {
		return this.frames.isEmpty();
	}

	@Override
	public void flush() {
		if (!this.frames.isEmpty() && this.delivering.compareAndSet(false, true)) {
			try {
				this.executor.execute(this::deliver);
			}
			catch (RejectedExecutionException ex) {
				// This member has left, and nobody waits for a task here any more.
				this.frames.clear();
			}
		}
	}

	private void deliver() {
		try {
			for (Frame frame = this.frames.poll(); frame != null; frame = this.frames.poll()) {
				this.receiver.accept(frame);
			}
		}
		finally {
			this.delivering.set(false);
		}
		// One that was added meanwhile found the flag up.
		flush();
	}

}
