package io.futil.benchmarks.measure;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * What this JVM has computed, on all its threads, its garbage collector and compilers
 * included. Unlike elapsed time it hardly depends on what else the machine does.
 */
public final class ProcessCpu {

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private ProcessCpu() {
	}

	public static long nanos() {
		return SYSTEM.getProcessCpuTime();
	}

}
