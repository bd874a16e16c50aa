package io.futil.actuate;

/**
 * What an operator may be allowed to do through the endpoint.
 */
public enum Control {

	/** Change the size of an executor, within its bounds. */
	RESIZE,

	/** Cancel a running call. */
	CANCEL

}
