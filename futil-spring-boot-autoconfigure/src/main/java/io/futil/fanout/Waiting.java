package io.futil.fanout;

/**
 * Waits for a call. A thread that is itself a worker lends its place meanwhile.
 */
final class Waiting {

	private Waiting() {
	}

	/** Do something that waits, with the place of the current thread lent. */
	static void lending(ExecutorHandles handles, Runnable wait) {
		ExecutorHandle place = Frame.place(handles);
		if (place == null) {
			wait.run();
			return;
		}
		place.lent().lend();
		try {
			wait.run();
		}
		finally {
			place.lent().reclaim();
		}
	}

	/** Start a call and wait for its end. */
	static void run(Call<?, ?> call) {
		lending(call.settings().handles(), () -> {
			call.start();
			call.await();
		});
	}

}
