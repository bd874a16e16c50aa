package io.futil.fanout.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * What can be seen of a call while it runs. Holds on to the call: whoever keeps one lets
 * go of it when the call has ended.
 */
public interface CallView {

	/**
	 * The name of the operation: the verb's, unless the call was given one.
	 * @return as the user has written it, of any length
	 */
	String operation();

	/**
	 * The name of the verb.
	 * @return one of a few
	 */
	String verb();

	/**
	 * Where it runs.
	 * @return what can be seen of its executor
	 */
	ExecutorActivity executor();

	/**
	 * The number of tasks.
	 * @return the number, -1 if it is not known
	 */
	long total();

	/**
	 * How long ago it began.
	 * @return the time since then
	 */
	Duration age();

	/**
	 * How much time is left until its deadline, its own or an inherited one.
	 * @return the rest, zero behind it, empty if there is none
	 */
	Optional<Duration> remaining();

	/**
	 * Cancel the call, as if its future was.
	 * @return whether that ends it; {@code false} if it has stopped before
	 */
	boolean cancel();

}
