package io.futil.autoconfigure;

/**
 * An executor whose tasks run on a cluster is used as one that takes any code.
 */
final class NoExecutorToNameException extends RuntimeException {

	private final String name;

	/**
	 * Make an exception.
	 * @param who who uses it: the beginning of the sentence
	 * @param name the name of the executor
	 */
	NoExecutorToNameException(String who, String name) {
		super(who + ", but executor '" + name + "' runs its tasks on a cluster, and code that is handed to it cannot"
				+ " travel");
		this.name = name;
	}

	String remedy() {
		return "Call fanOut.on(\"" + this.name + "\") with methods of beans, as ClusterTasks.bean takes them, annotate"
				+ " the method with @ParallelRetryable(executor = \"" + this.name
				+ "\"), or name an executor with threads of this application";
	}

}
