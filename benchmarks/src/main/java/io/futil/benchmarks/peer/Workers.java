package io.futil.benchmarks.peer;

/**
 * What may run at once.
 *
 * @param count how many tasks
 * @param virtual whether each on a virtual thread, by those that know them
 */
public record Workers(int count, boolean virtual) {

	public static Workers threads(int count) {
		return new Workers(count, false);
	}

	/**
	 * On a Java without virtual threads the same number of platform threads.
	 * @param count how many tasks run at once
	 * @return the workers
	 */
	public static Workers virtual(int count) {
		return new Workers(count, Implementation.virtualThreadsExist());
	}

}
