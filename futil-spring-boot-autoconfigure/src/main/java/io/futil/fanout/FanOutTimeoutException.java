package io.futil.fanout;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A call or a task did not end in time. What was finished by then, and what was not, is
 * in {@link #results()}.
 */
public class FanOutTimeoutException extends FanOutException {

	private final transient List<TaskResult<?, ?>> results;

	/**
	 * A timeout.
	 * @param message what did not end in time
	 * @param results what became of each task
	 */
	public FanOutTimeoutException(String message, List<TaskResult<?, ?>> results) {
		this(message, results, null);
	}

	/** A timeout of a task that has failed before and was to be tried again. */
	FanOutTimeoutException(String message, List<TaskResult<?, ?>> results, @Nullable Throwable cause) {
		super(message, cause);
		this.results = results;
	}

	/**
	 * What became of each task of the call, empty if it was a single task that exceeded
	 * its own limit: those that finished, those that were running ({@code TIMED_OUT}) and
	 * those whose turn never came ({@code NOT_STARTED}), in input order. Tasks of a
	 * source that is read lazily appear once they were read; results that were handed to
	 * the consumer of a stream are not kept.
	 * @return the results, unmodifiable
	 */
	public List<TaskResult<?, ?>> results() {
		// Not serialised: items and values need not be, and may be secret.
		return (this.results != null) ? this.results : List.of();
	}

}
