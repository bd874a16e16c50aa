package io.futil.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.futil.fanout.spi.Suggestion;
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
		List<String> known = KnownKeys.all(properties).stream().map(IgnoredVariables::variable).toList();
		List<String> plain = known.stream().map(IgnoredVariables::plain).toList();
		for (String name : looksLikeOurs(environment)) {
			String key = plain(name);
			// A list may be numbered.
			if (!plain.contains(key) && !plain.contains(key.replaceAll("\\d+$", ""))) {
				String nearest = Suggestion.nearest(key, plain);
				logger.warn("The environment variable " + name + " has no effect: there is no such setting of futil. "
						+ ((nearest != null) ? "Did you mean " + known.get(plain.indexOf(nearest)) + "? " : "")
						+ "Correct or remove it");
			}
		}
	}

	private static Set<String> looksLikeOurs(Environment environment) {
		Set<String> ours = new TreeSet<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource variables) {
					Stream.of(variables.getPropertyNames()).filter(IgnoredVariables::looksLikeOurs).forEach(ours::add);
				}
			}
		}
		return ours;
	}

	private static boolean looksLikeOurs(String name) {
		return KnownKeys.groups()
			.stream()
			.map((group) -> "futil_" + group.replace("-", "_?") + "_.+")
			.anyMatch((pattern) -> name.toLowerCase(Locale.ROOT).matches(pattern));
	}

	/** As one writes a key as a variable. */
	private static String variable(String key) {
		return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
	}

	private static String plain(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
