package io.futil.metrics;

/**
 * A failure that any number of classes are made after.
 */
@SuppressWarnings("serial")
public class Fault00000 extends RuntimeException {

	/**
	 * A failure.
	 */
	public Fault00000() {
		super("failure", null, false, false);
	}

}
