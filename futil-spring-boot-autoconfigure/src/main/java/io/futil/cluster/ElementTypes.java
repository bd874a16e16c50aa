package io.futil.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What arrays are declared to hold, on the wire: a byte for what is known to all members,
 * a name for what is the application's own.
 */
final class ElementTypes {

	/** Above the tags of all leaves, whose classes are known by those. */
	private static final Map<Class<?>, Integer> KNOWN = Map.ofEntries(Map.entry(boolean.class, 1),
			Map.entry(byte.class, 2), Map.entry(short.class, 3), Map.entry(char.class, 4), Map.entry(int.class, 5),
			Map.entry(long.class, 6), Map.entry(float.class, 7), Map.entry(double.class, 8),
			Map.entry(Object.class, 64), Map.entry(Number.class, 65), Map.entry(CharSequence.class, 66),
			Map.entry(Comparable.class, 67), Map.entry(List.class, 68), Map.entry(Set.class, 69),
			Map.entry(Map.class, 70), Map.entry(Collection.class, 71), Map.entry(Iterable.class, 72),
			Map.entry(Optional.class, 73), Map.entry(Record.class, 74), Map.entry(Enum.class, 75));

	private static final Map<Integer, Class<?>> BY_CODE = KNOWN.entrySet()
		.stream()
		.collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

	private static final int NAMED = 126;

	private static final int ARRAY = 127;

	private ElementTypes() {
	}

	static void write(Output out, Class<?> elementType, AllowedTypes types) {
		Class<?> type = elementType;
		for (; type.isArray(); type = type.componentType()) {
			out.writeByte(ARRAY);
		}
		Integer known = KNOWN.get(type);
		Leaf<?> leaf = Leaves.of(type);
		if (known != null) {
			out.writeByte(known);
		}
		else if (leaf != null) {
			out.writeByte(leaf.tag());
		}
		else if (types.travels(type)) {
			out.writeByte(NAMED);
			out.writeName(type.getName());
		}
		else {
			throw new Refusal("An array of " + type.getName() + " cannot travel to another member",
					"Copy it into a List, or into an array of what does travel");
		}
	}

	static Class<?> read(Input in, AllowedTypes types) {
		int dimensions = 0;
		int code = in.readByte();
		while (code == ARRAY) {
			if (++dimensions > Tag.MAX_DEPTH) {
				throw new MalformedMessageException(
						"A message has an array of more than " + Tag.MAX_DEPTH + " dimensions");
			}
			code = in.readByte();
		}
		Class<?> type = (code == NAMED) ? types.elementType(in.readName()) : known(code);
		for (int i = 0; i < dimensions; i++) {
			type = type.arrayType();
		}
		return type;
	}

	private static Class<?> known(int code) {
		Class<?> known = BY_CODE.get(code);
		if (known != null) {
			return known;
		}
		Leaf<?> leaf = Leaves.tagged(code);
		if (leaf == null) {
			throw new MalformedMessageException("A message has an array of nobody knows what: " + code);
		}
		return leaf.type();
	}

}
