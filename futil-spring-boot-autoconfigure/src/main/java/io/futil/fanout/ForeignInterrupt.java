package io.futil.fanout;

import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * An interrupt that is not ours: of the caller if the task ran on its thread, else of the
 * executor that shuts down, or left behind by the task.
 */
final class ForeignInterrupt {

	private ForeignInterrupt() {
	}

	/**
	 * Look for one on the current thread, behind what was not interrupted by us.
	 * @return whether it is the executor's that shuts down, so that what is thrown
	 * because of it is no failure
	 */
	static boolean note(Call<?, ?> call, @Nullable Throwable failure) {
		Thread thread = Thread.currentThread();
		if (call.caller().isInside(thread)) {
			if (thread.isInterrupted() || failure instanceof InterruptedException) {
				call.stop(Stop.interrupted(failure), false);
				thread.interrupt();
			}
		}
		else if ((Thread.interrupted() || failure instanceof InterruptedException) && call.handle().isShutDown()) {
			shutDown(call);
			return true;
		}
		return false;
	}

	/** The executor has given up what it was running: no task starts any more. */
	static void shutDown(Call<?, ?> call) {
		call.stop(Stop.rejected(new RejectedExecutionException(call.handle() + " was shut down")), false);
	}

}
