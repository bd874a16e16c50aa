package io.futil;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Runs code where not all of the class path is.
 */
public final class Isolation {

	private Isolation() {
	}

	/**
	 * Call a static method of a class that is loaded anew.
	 * @param type the class
	 * @param name the method, without parameters
	 * @param libraries which files of the class path are there, by their names
	 * @return what the method returns
	 * @throws Exception what goes wrong
	 */
	public static Object call(Class<?> type, String name, Predicate<String> libraries) throws Exception {
		List<URL> path = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
			.splitAsStream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
			.filter((entry) -> libraries.test(Path.of(entry).getFileName().toString()))
			.map(Isolation::url)
			.toList();
		Thread thread = Thread.currentThread();
		ClassLoader outer = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			Method method = loader.loadClass(type.getName()).getDeclaredMethod(name);
			method.setAccessible(true);
			return method.invoke(null);
		}
		finally {
			thread.setContextClassLoader(outer);
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(entry, ex);
		}
	}

}
