package io.futil.benchmarks.measure;

import java.util.List;

/**
 * An implementation did not do its work, so that its time means nothing.
 */
public final class WrongResultException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public WrongResultException(String message) {
		super(message);
	}

	/**
	 * Check a whole result.
	 * @param actual what an implementation returned
	 * @param expected what a loop returns
	 */
	public static void unlessEqual(List<?> actual, List<?> expected) {
		if (!expected.equals(actual)) {
			throw new WrongResultException("The results are not those of a loop over the same items");
		}
	}

	/**
	 * Check a number.
	 * @param actual what an implementation gave
	 * @param expected what a loop gives
	 */
	public static void unlessEqual(long actual, long expected) {
		if (actual != expected) {
			throw new WrongResultException("Expected " + expected + " but was " + actual);
		}
	}

}
