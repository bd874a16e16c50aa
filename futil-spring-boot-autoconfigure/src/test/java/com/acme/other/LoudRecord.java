package com.acme.other;

/**
 * A record outside of the allowed packages, whose constructor does something.
 *
 * @param name anything
 */
public record LoudRecord(String name) {

	public LoudRecord {
		Alarm.ring("the constructor of a record");
	}

}
