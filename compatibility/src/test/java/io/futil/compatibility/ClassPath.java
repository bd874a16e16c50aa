package io.futil.compatibility;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class path of this JVM.
 */
final class ClassPath {

	private ClassPath() {
	}

	static List<Path> entries() {
		return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
			.map(Path::of)
			.toList();
	}

	/** The names of its files. */
	static List<String> jars() {
		return entries().stream().map(Path::getFileName).map(Path::toString).toList();
	}

}
