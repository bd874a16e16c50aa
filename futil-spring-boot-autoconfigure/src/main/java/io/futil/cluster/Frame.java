package io.futil.cluster;

import java.util.Map;

/**
 * What members tell each other. Several frames travel in one message, see {@link Frames}.
 */
sealed interface Frame {

	/** The task it is about, a number that its sender gave; 0 if it is about none. */
	long id();

	/**
	 * Run this.
	 *
	 * @param id the number of the task
	 * @param operation what the call is named in logs and meters
	 * @param remainingNanos the time that is left until the deadline, -1 if there is
	 * none: clocks of two members are never compared
	 * @param call what to call
	 * @param headers what of the caller's context travels
	 * @param arguments what the {@link Codec} made of an {@code Object[]}
	 */
	record Task(long id, String operation, long remainingNanos, BeanCall call, Map<String, String> headers,
			byte[] arguments) implements Frame {

		public Task {
			headers = Map.copyOf(headers);
		}

		/** Neither the headers nor the arguments: what is a user's is in no log. */
		@Override
		public String toString() {
			return "Task[id=" + this.id + ", operation=" + this.operation + ", call=" + this.call + "]";
		}

	}

	/**
	 * Stop this task, and say when it has ended.
	 *
	 * @param id the number of the task
	 */
	record Cancel(long id) implements Frame {
	}

	/**
	 * This task has ended well.
	 *
	 * @param id the number of the task
	 * @param runNanos how long it ran
	 * @param value what the {@link Codec} made of its result
	 */
	record Result(long id, long runNanos, byte[] value) implements Frame {
	}

	/**
	 * This task has thrown something.
	 *
	 * @param id the number of the task
	 * @param runNanos how long it ran
	 * @param failure what the {@link Codec} made of the exception
	 */
	record Failed(long id, long runNanos, byte[] failure) implements Frame {
	}

	/**
	 * This task was not started and never will be.
	 *
	 * @param id the number of the task
	 */
	record Returned(long id) implements Frame {
	}

	/**
	 * How a member is.
	 *
	 * @param capacity how many tasks it runs at the same time
	 * @param running how many it runs now
	 * @param queued how many it has accepted and not started
	 * @param completed how many have ended since it came
	 * @param hosting whether it runs tasks of others at all
	 * @param draining whether it is about to leave and starts nothing new
	 * @param calling whether it has tasks of its own under way on members, as it has
	 * while one that it runs waits for some
	 */
	record State(int capacity, int running, int queued, long completed, boolean hosting, boolean draining,
			boolean calling) implements Frame {

		@Override
		public long id() {
			return 0;
		}

	}

}
