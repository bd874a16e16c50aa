package io.futil.sample.loads;

/**
 * Something to do that takes some seconds.
 */
interface Load {

	/**
	 * The last part of its path.
	 */
	String name();

	/**
	 * Do it, on a thread that may wait.
	 */
	void run() throws InterruptedException;

}
