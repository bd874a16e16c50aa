package io.futil.autoconfigure;

import java.util.concurrent.ThreadFactory;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * All that depends on the Java this runs on: virtual threads, through Spring, because
 * this code is compiled for Java 17.
 */
final class VirtualThreads {

	private static final int FIRST_JAVA = 21;

	private VirtualThreads() {
	}

	static boolean areAvailable() {
		return Runtime.version().feature() >= FIRST_JAVA;
	}

	/**
	 * Make a factory of virtual threads.
	 * @param namePrefix what their names start with; a number follows
	 * @return the factory
	 * @throws UnsupportedOperationException before Java 21
	 */
	static ThreadFactory factory(String namePrefix) {
		return new VirtualThreadTaskExecutor(namePrefix).getVirtualThreadFactory();
	}

}
