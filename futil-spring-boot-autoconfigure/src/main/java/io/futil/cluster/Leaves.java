package io.futil.cluster;

import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All kinds of {@link Leaf}, by class and by tag.
 */
final class Leaves {

	private static final Map<Class<?>, Leaf<?>> BY_CLASS = all()
		.collect(Collectors.toUnmodifiableMap(Leaf::type, Function.identity()));

	private static final Map<Integer, Leaf<?>> BY_TAG = all()
		.collect(Collectors.toUnmodifiableMap(Leaf::tag, Function.identity()));

	/** Named regions are of a class that only the JDK can name. */
	private static final Class<?> REGION = ZoneId.of("UTC").getClass();

	private Leaves() {
	}

	private static Stream<Leaf<?>> all() {
		return Stream.concat(Leaf.basic().stream(), TimeLeaf.all().stream());
	}

	/** For values of exactly this class: what a subclass adds could not be rebuilt. */
	static @Nullable Leaf<?> of(Class<?> type) {
		return BY_CLASS.get((type != REGION) ? type : ZoneId.class);
	}

	static @Nullable Leaf<?> tagged(int tag) {
		return BY_TAG.get(tag);
	}

}
