package io.futil.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * Where the figures come from, without which they mean little.
 */
public final class Machine {

	private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

	private Machine() {
	}

	/**
	 * The machine, the JVM and the date.
	 * @return some lines
	 */
	public static String describe() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		return "%s, %d processors, %d GiB, %s %s%n%s %s%n%s%n".formatted(cpu(), system.getAvailableProcessors(),
				Math.round(system.getTotalMemorySize() / (double) (1 << 30)), system.getName(), system.getVersion(),
				System.getProperty("java.vm.name"), Runtime.version(), LocalDate.now());
	}

	private static String cpu() {
		try (Stream<String> lines = Files.lines(CPU_INFO)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
