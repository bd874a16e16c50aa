package com.acme.other;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Rung by what must not run.
 */
public final class Alarm {

	private static final List<String> RUNG = new CopyOnWriteArrayList<>();

	private Alarm() {
	}

	public static void ring(String by) {
		RUNG.add(by);
	}

	public static List<String> rung() {
		return List.copyOf(RUNG);
	}

	public static void reset() {
		RUNG.clear();
	}

}
