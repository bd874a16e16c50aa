package io.futil.actuate;

import java.util.List;

/**
 * Tells the executors of futil in this application.
 */
@FunctionalInterface
public interface KnownExecutors {

	/**
	 * All of them, in the order of their configuration.
	 * @return the executors
	 */
	List<KnownExecutor> all();

}
