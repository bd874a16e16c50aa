package io.futil.autoconfigure;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What there is in this virtual machine.
 */
final class VirtualMachine {

	/** Carriers of virtual threads, and what the tests are run by: they come and go. */
	private static final Pattern OTHERS = Pattern
		.compile("(ForkJoinPool-\\d+-worker-|VirtualThread-|surefire-|junit-).*");

	private static final Pattern LINE = Pattern.compile("[| -]*([^/]+)/.*");

	private VirtualMachine() {
	}

	/** Live platform threads by name, and how many there are of each. */
	static Map<String, Long> threads(String prefix) {
		return count(Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith(prefix) && !OTHERS.matcher(name).matches()));
	}

	/** Loaded classes by name, those as one that differ in a number only. */
	static Map<String, Long> kindsOfClasses() {
		try {
			String hierarchy = (String) ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "vmClassHierarchy",
						new Object[] { new String[0] }, new String[] { String[].class.getName() });
			return count(hierarchy.lines()
				.map(LINE::matcher)
				.filter((line) -> line.matches())
				.map((line) -> line.group(1).replaceAll("\\d+", "N")));
		}
		catch (JMException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, Long> count(Stream<String> names) {
		return names.collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
	}

}
