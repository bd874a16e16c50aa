package io.futil.autoconfigure;

/**
 * An executor whose tasks run on a cluster is used as one that takes any code.
 */
final class NoExecutorToNameException extends RuntimeException {

	private final String remedy;

	private NoExecutorToNameException(String message, String remedy) {
		super(message);
		this.remedy = remedy;
	}

	/**
	 * It is used as one that takes any code.
	 * @param who who uses it: the beginning of the sentence
	 * @param name the name of the executor
	 */
	static NoExecutorToNameException of(String who, String name) {
		return new NoExecutorToNameException(
				who + ", but executor '" + name + "' runs its tasks on a cluster, and code that is handed to it cannot"
						+ " travel",
				"Call fanOut.on(\"" + name + "\") with methods of beans, as ClusterTasks.bean takes them, annotate the"
						+ " method with @ParallelRetryable(executor = \"" + name
						+ "\"), or name an executor with threads of this application");
	}

	/**
	 * Behind the advice for {@code @Async} nobody knows that a call has come from afar.
	 */
	static NoExecutorToNameException withoutEnd(String method, String name) {
		return new NoExecutorToNameException(
				"@Async and @ParallelRetryable are both on " + method + ", and executor '" + name
						+ "' runs its tasks on a cluster: each member would send the call on, without an end",
				"Remove @Async, and let the method return a CompletableFuture if its caller is not to wait");
	}

	String remedy() {
		return this.remedy;
	}

}
