package com.acme.other;

/**
 * Classes that no test may touch but by name: each says when it is initialised, which it
 * is once.
 */
public final class Sleeping {

	private static final String WOKEN = "an initialiser";

	private Sleeping() {
	}

	public enum AnEnum {

		ONE;

		static {
			Alarm.ring(WOKEN);
		}

	}

	public record ARecord(String name) {

		static {
			Alarm.ring(WOKEN);
		}

	}

	public static final class AnException extends RuntimeException {

		static {
			Alarm.ring(WOKEN);
		}

		public AnException(String message) {
			super(message);
		}

	}

}
