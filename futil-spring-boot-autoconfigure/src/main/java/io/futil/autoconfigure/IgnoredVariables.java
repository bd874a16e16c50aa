package io.futil.autoconfigure;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Variables of the environment of the process that look like settings of futil and are
 * none. Whatever else is there, they must not stop the start: somebody else may mean
 * something by them.
 */
final class IgnoredVariables {

	private static final Log logger = LogFactory.getLog(IgnoredVariables.class);

	private IgnoredVariables() {
	}

	static void warn(Environment environment, FutilProperties properties) {
		Set<String> known = KnownKeys.all(properties)
			.stream()
			.flatMap(IgnoredVariables::spellings)
			.collect(Collectors.toSet());
		MeantVariable meant = new MeantVariable(properties);
		for (String name : variables(environment)) {
			if (!known.contains(spelling(name)) && looksLikeOurs(name, meant)) {
				String key = meant.key(name);
				logger.warn("The environment variable " + name + " has no effect: there is no such setting of futil. "
						+ ((key != null) ? "Did you mean " + (isDotted(name) ? key : variable(key)) + "? " : "")
						+ "Correct or remove it");
			}
		}
	}

	private static Set<String> variables(Environment environment) {
		Set<String> all = new TreeSet<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource variables) {
					Stream.of(variables.getPropertyNames()).filter(IgnoredVariables::isOfOurName).forEach(all::add);
				}
			}
		}
		return all;
	}

	private static boolean isOfOurName(String name) {
		return name.toLowerCase(Locale.ROOT).matches("futil[._].+");
	}

	/** One with dots means nobody else; with others it is a matter of what follows. */
	private static boolean looksLikeOurs(String name, MeantVariable meant) {
		return isDotted(name) || KnownKeys.groups()
			.stream()
			.map((group) -> "futil_" + group.replace("-", "_?") + "_.+")
			.anyMatch((pattern) -> name.toLowerCase(Locale.ROOT).matches(pattern)) || meant.isNear(name);
	}

	private static boolean isDotted(String name) {
		return name.indexOf('.') >= 0;
	}

	/** A key as a key, and as the variables by which Spring Boot knows it. */
	private static Stream<String> spellings(String key) {
		return Stream.of(spelling(key), variable(key), variable(key.replace('-', '_')));
	}

	/** As it is compared: a list may be numbered. */
	private static String spelling(String name) {
		String one = name.replaceAll("(_\\d+|\\[\\d+])$", "").toUpperCase(Locale.ROOT);
		return isDotted(name) ? one.replace("-", "") : one;
	}

	/** As one writes a key as a variable. */
	private static String variable(String key) {
		return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

}
