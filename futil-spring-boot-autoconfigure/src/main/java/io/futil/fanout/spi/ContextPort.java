package io.futil.fanout.spi;

/**
 * Takes what a caller's thread carries, such as identity, trace and locale, to where its
 * tasks run.
 */
@FunctionalInterface
public interface ContextPort {

	/**
	 * Capture the context of the current thread. Called once per call, on the caller's
	 * thread. What it throws fails the call before anything starts.
	 * @return the context
	 */
	CapturedContext capture();

}
