package io.futil.benchmarks.measure;

/**
 * How the JVMs are started that measure: G1 and two processors, on a machine with more of
 * them too, so that pools that size themselves have no more threads than the others. The
 * heap is touched before anything is measured: on a virtual machine the first touch of a
 * page takes microseconds, and an implementation that allocates four bytes an item was
 * measured at five times what it takes.
 */
final class JvmOptions {

	private JvmOptions() {
	}

	static String[] heap(String size) {
		return new String[] { "-XX:+UseG1GC", "-Xms" + size, "-Xmx" + size, "-XX:ActiveProcessorCount=2",
				"-XX:+AlwaysPreTouch", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseTransparentHugePages" };
	}

}
