package io.futil.metrics;

import java.util.Locale;

/**
 * The names of meters, of their tags, and of outcomes as values of tags.
 */
final class MeterNames {

	static final String CALL = "futil.fanout";

	static final String TASK = "futil.task";

	/** An observation, and only if asked for. */
	static final String ATTEMPT = "futil.task.attempt";

	static final String WAIT = "futil.task.wait";

	static final String RETRIES = "futil.task.retries";

	static final String ACTIVE = "futil.tasks.active";

	static final String ABANDONED = "futil.tasks.abandoned";

	static final String OPERATION = "operation";

	static final String VERB = "verb";

	static final String EXECUTOR = "executor";

	static final String OUTCOME = "outcome";

	static final String ERROR = "error";

	static final String TIMING = "timing";

	private MeterNames() {
	}

	static String of(Enum<?> outcome) {
		return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
