package io.futil.contract;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.sun.management.HotSpotDiagnosticMXBean;

/**
 * What all threads do.
 */
final class Threads {

	private static final Set<String> OF_THE_MACHINE = Set.of("system", "InnocuousThreadGroup", "CarrierThreads");

	private Threads() {
	}

	/** The stacks of all threads, virtual ones too where there are any. */
	static String dump() {
		StringBuilder dump = new StringBuilder(virtualOnes());
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			dump.append(entry.getKey()).append(' ').append(entry.getKey().getState()).append('\n');
			for (StackTraceElement frame : entry.getValue()) {
				dump.append("    at ").append(frame).append('\n');
			}
		}
		return dump.toString();
	}

	/** By reflection, because it is there on later Javas only. */
	private static String virtualOnes() {
		if (Runtime.version().feature() < 21) {
			return "";
		}
		try {
			Path file = Files.createTempDirectory("threads").resolve("dump");
			HotSpotDiagnosticMXBean diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
			Class<?> format = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
			HotSpotDiagnosticMXBean.class.getMethod("dumpThreads", String.class, format)
				.invoke(diagnostics, file.toString(), format.getEnumConstants()[0]);
			return Files.readString(file);
		}
		catch (IOException | ReflectiveOperationException ex) {
			return ex + "\n";
		}
	}

	/**
	 * The threads that live and are neither the engine's clocks, which end by themselves
	 * a while after their last use, nor the virtual machine's own.
	 */
	static Set<Thread> live() {
		Set<Thread> live = platformOnes();
		live.removeIf((thread) -> thread.getName().startsWith("futil-") || isOfTheMachine(thread));
		return live;
	}

	/** All platform threads, without the price of their stacks. */
	static Set<Thread> platformOnes() {
		ThreadGroup all = Thread.currentThread().getThreadGroup();
		while (all.getParent() != null) {
			all = all.getParent();
		}
		Thread[] threads = new Thread[2 * all.activeCount() + 10];
		int number = all.enumerate(threads);
		return new HashSet<>(Arrays.asList(threads).subList(0, number));
	}

	private static boolean isOfTheMachine(Thread thread) {
		ThreadGroup group = thread.getThreadGroup();
		return group == null || OF_THE_MACHINE.contains(group.getName()) || thread.getName().startsWith("junit-");
	}

	/** Whether a thread of that name lives. */
	static boolean live(String name) {
		return platformOnes().stream().anyMatch((thread) -> thread.getName().equals(name));
	}

}
