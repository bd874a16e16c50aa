package com.acme.orders;

import com.acme.other.Alarm;

/**
 * In the allowed packages, but neither a record nor an enum nor an exception. No test may
 * touch it but by name: it says when it is initialised, which it is once.
 */
public final class Sleeper {

	static {
		Alarm.ring("the initialiser of a class of no use");
	}

	public Sleeper(String message) {
		Alarm.ring("the constructor of a class of no use");
	}

	public static Sleeper valueOf(String name) {
		return new Sleeper(name);
	}

}
