package io.futil.autoconfigure;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names an executor can have: each becomes the name of a bean.
 */
final class ExecutorName {

	private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]*");

	private static final Pattern INDEX = Pattern.compile("[0-9]+");

	private static final Pattern OTHER_LETTERS = Pattern.compile("[^A-Za-z0-9_-]");

	/** Beans that Spring looks up by name, without dashes and in lower case. */
	private static final Set<String> RESERVED = Set.of("taskexecutor", "applicationtaskexecutor", "taskscheduler",
			"bootstrapexecutor");

	private ExecutorName() {
	}

	static void check(String name) {
		String key = "futil.executors." + name;
		if (RESERVED.contains(name.replace("-", "").toLowerCase(Locale.ROOT))) {
			throw new InvalidSettingException(key, name, "Spring looks up a bean of this name for itself",
					"Choose another name, or configure Spring's own under spring.task");
		}
		if (INDEX.matcher(name).matches()) {
			throw new InvalidSettingException(key, name, "executors are a map of names, and this is a list",
					"Write the name of the executor in the place of the index, or of the dash in YAML, as in"
							+ " 'futil.executors.io.concurrency-limit'");
		}
		if (!VALID.matcher(name).matches()) {
			throw new InvalidSettingException(key, name,
					"the name of an executor is a lower-case letter followed by lower-case letters, digits and dashes",
					"Rename it, for instance to '" + suggestion(name) + "'");
		}
	}

	/**
	 * Check that a name has only letters that a key may have: others are dropped from it,
	 * and there would be an executor of another name. In brackets it stays what it is.
	 * @param written a name, and perhaps further keys, as written
	 */
	static void checkLetters(String written) {
		String name = written.replaceAll("[.\\[].*", "");
		if (OTHER_LETTERS.matcher(name).find()) {
			check(name);
		}
	}

	private static String suggestion(String name) {
		String dashed = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
		String plain = dashed.replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
		return plain.isEmpty() ? "my-executor" : plain;
	}

}
