package io.futil.contract;

import java.util.Map;

/**
 * What all threads do.
 */
final class Threads {

	private Threads() {
	}

	/** The stacks of all platform threads. */
	static String dump() {
		StringBuilder dump = new StringBuilder();
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			dump.append(entry.getKey()).append(' ').append(entry.getKey().getState()).append('\n');
			for (StackTraceElement frame : entry.getValue()) {
				dump.append("    at ").append(frame).append('\n');
			}
		}
		return dump.toString();
	}

	/** Whether a thread of that name lives. */
	static boolean live(String name) {
		return Thread.getAllStackTraces().keySet().stream().anyMatch((thread) -> thread.getName().equals(name));
	}

}
