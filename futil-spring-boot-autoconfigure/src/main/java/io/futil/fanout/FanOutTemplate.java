package io.futil.fanout;

import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.FanOutDefaults;

/**
 * The fan-out of an application: the verbs of {@link FanOutOperations} over its
 * executors. Immutable and thread-safe.
 */
public final class FanOutTemplate {

	private final ExecutorLookup executors;

	private final FanOutDefaults defaults;

	/**
	 * A template over named executors.
	 * @param executors finds them
	 * @param defaults what a call uses unless it says otherwise
	 */
	public FanOutTemplate(ExecutorLookup executors, FanOutDefaults defaults) {
		this.executors = executors;
		this.defaults = defaults;
		Arguments.notNull(this.executors, "executors");
		Arguments.notNull(this.defaults, "defaults");
	}

}
