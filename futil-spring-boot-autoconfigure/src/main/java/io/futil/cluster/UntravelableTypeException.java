package io.futil.cluster;

/**
 * An argument or a result cannot travel to another member: there is no way to write
 * objects of its class, or it is too large. Names the class, where in the argument it is
 * and the remedy; never the value.
 */
public final class UntravelableTypeException extends IllegalArgumentException {

	/**
	 * A refusal.
	 * @param message what cannot travel, and the remedy
	 */
	public UntravelableTypeException(String message) {
		super(message);
	}

}
