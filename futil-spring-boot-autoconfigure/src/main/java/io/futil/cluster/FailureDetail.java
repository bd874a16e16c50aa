package io.futil.cluster;

import java.util.List;

/**
 * How much of an exception is told.
 *
 * @param message the characters of a message
 * @param frames the frames of a stack trace
 * @param causes the exceptions in a chain of causes, the first included
 * @param suppressed the suppressed exceptions of each
 */
record FailureDetail(int message, int frames, int causes, int suppressed) {

	/** In one failure, all causes of all suppressed exceptions included. */
	static final int MAX_EXCEPTIONS = 64;

	/** Of the name of a class, and of a member. */
	static final int MAX_NAME = 1_000;

	/** Less and less, should there be no room for more. */
	static final List<FailureDetail> LEVELS = List.of(new FailureDetail(10_000, 200, 16, 8),
			new FailureDetail(1_000, 30, 4, 0), new FailureDetail(100, 0, 1, 0));

	static String cut(String text, int length) {
		return (text.length() <= length) ? text : text.substring(0, length) + "...";
	}

}
