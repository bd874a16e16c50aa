package io.futil.fanout;

/**
 * Waits for a call. A thread that is itself a worker lends its place meanwhile.
 */
final class Waiting {

	private Waiting() {
	}

	/** Do something that waits, with the place of the current thread lent. */
	static void lending(ExecutorHandles handles, Runnable wait) {
		LentPlace lent = LentPlace.of(handles);
		try {
			wait.run();
		}
		finally {
			lent.reclaim();
		}
	}

	/**
	 * Start a call and wait for its end, with the current thread as one of its workers
	 * for a moment, if the executor agrees. Without a deadline only: whoever is in a task
	 * cannot keep one.
	 */
	static void runHelping(Call<?, ?> call) {
		if (call.deadline().isSet() || !call.handle().admitCaller()) {
			run(call);
			return;
		}
		try {
			call.crew().startHelping();
		}
		finally {
			call.handle().dismissCaller();
		}
		call.lookForEnd();
		if (!call.hasEnded()) {
			// It may have to work on, so it does not say that it stays for the clock.
			lending(call.settings().handles(), () -> {
				call.crew().handOver();
				call.await();
			});
		}
	}

	/** Start a call and wait for its end. */
	static void run(Call<?, ?> call) {
		lending(call.settings().handles(), () -> {
			call.recall().stay();
			try {
				call.crew().start();
				call.await();
			}
			finally {
				call.recall().depart();
			}
		});
	}

}
