package com.acme.other;

/**
 * An exception outside of the allowed packages, whose constructor does something.
 */
public class LoudException extends RuntimeException {

	public LoudException(String message) {
		super(message);
		Alarm.ring("the constructor of an exception");
	}

}
