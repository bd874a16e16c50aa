package io.futil.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * The setting that somebody may have meant by a variable of the process that is none.
 * Where that is one of an executor it stays one of the same executor, whose name has
 * neither dash nor underscore there.
 */
final class MeantVariable {

	private static final String EXECUTORS = "futil.executors.";

	private static final String RESIZE = "futil.actuate.resize.";

	private final Set<String> executors;

	/** All keys that do not stand below the name of an executor. */
	private final List<String> keys;

	MeantVariable(FutilProperties properties) {
		this.executors = properties.executors().keySet();
		this.keys = KnownKeys.all(properties)
			.stream()
			.filter((key) -> !key.startsWith(EXECUTORS) && !key.startsWith(RESIZE))
			.toList();
	}

	/** Its key, {@code null} if there is none near. */
	@Nullable String key(String variable) {
		List<String> parts = Arrays.asList(variable.split((variable.indexOf('.') >= 0) ? "\\." : "_"));
		if (parts.size() > 4 && plain(String.join("", parts.subList(1, 3))).equals("actuateresize")) {
			return ofExecutor(RESIZE, parts.subList(3, parts.size()), KnownKeys.leaves(FutilProperties.Sizes.class));
		}
		if (parts.size() > 3 && "executors".equals(group(parts.get(1)))) {
			return ofExecutor(EXECUTORS, parts.subList(2, parts.size()),
					KnownKeys.leaves(FutilProperties.Executor.class));
		}
		return nearest(plain(variable), this.keys);
	}

	/** Whether its second word, or all of it, is near to what there is. */
	boolean isNear(String variable) {
		String[] parts = variable.split("_");
		String rest = plain(variable).substring("futil".length());
		return (parts.length > 2 && group(parts[1]) != null) || Suggestion.nearest(rest,
				this.keys.stream().map((key) -> plain(key).substring("futil".length())).toList()) != null;
	}

	private static @Nullable String group(String word) {
		return nearest(plain(word), KnownKeys.groups());
	}

	private @Nullable String ofExecutor(String prefix, List<String> parts, List<String> leaves) {
		int end = endOfName(parts, leaves);
		String name = plain(String.join("", parts.subList(0, end)));
		String leaf = nearest(tail(parts, end), leaves);
		return (leaf != null)
				? prefix + this.executors.stream().filter((known) -> plain(known).equals(name)).findFirst().orElse(name)
						+ "." + leaf
				: null;
	}

	/**
	 * Behind an executor that there is, or before a key that there is, or in the middle.
	 */
	private int endOfName(List<String> parts, List<String> leaves) {
		List<String> names = this.executors.stream().map(MeantVariable::plain).toList();
		List<String> keys = leaves.stream().map(MeantVariable::plain).toList();
		return IntStream.range(1, parts.size())
			.filter((end) -> names.contains(plain(String.join("", parts.subList(0, end)))))
			.findFirst()
			.orElseGet(() -> IntStream.range(1, parts.size())
				.filter((end) -> keys.contains(tail(parts, end)))
				.findFirst()
				.orElse(1));
	}

	private static String tail(List<String> parts, int from) {
		return plain(String.join("", parts.subList(from, parts.size())));
	}

	private static @Nullable String nearest(String plain, List<String> known) {
		List<String> all = known.stream().map(MeantVariable::plain).toList();
		String nearest = Suggestion.nearest(plain, all);
		return (nearest != null) ? known.get(all.indexOf(nearest)) : null;
	}

	private static String plain(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
