package io.futil.cluster;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Reads one value with all its parts. Collections grow with what is really there,
 * whatever number of elements the message says to have: a hundred of them, each in the
 * other, may all say to have a million.
 */
final class ValueReader {

	private final Input in;

	private final AllowedTypes types;

	private final RecordShapes shapes;

	ValueReader(Input in, AllowedTypes types, RecordShapes shapes) {
		this.in = in;
		this.types = types;
		this.shapes = shapes;
	}

	/**
	 * Read a value that is so deep inside of others.
	 * @throws MalformedMessageException if there is none
	 */
	@Nullable Object read(int depth) {
		int tag = this.in.readByte();
		if (tag == Tag.NULL) {
			return null;
		}
		Leaf<?> leaf = Leaves.tagged(tag);
		if (leaf != null) {
			return leaf.read(this.in);
		}
		if (tag == Tag.ENUM) {
			return readEnum();
		}
		if (depth == Tag.MAX_DEPTH) {
			throw new MalformedMessageException("A message is nested more than " + Tag.MAX_DEPTH + " deep");
		}
		return readNested(tag, depth + 1);
	}

	private Object readNested(int tag, int depth) {
		return switch (tag) {
			case Tag.LIST -> readElements(depth);
			case Tag.SET -> readSet(depth);
			case Tag.MAP -> readMap(depth);
			case Tag.OPTIONAL -> Optional.ofNullable(read(depth));
			case Tag.RECORD -> readRecord(depth);
			case Tag.ARRAY -> readArray(depth);
			default -> throw new MalformedMessageException("A message has a value of nobody knows what: " + tag);
		};
	}

	private Object readEnum() {
		Class<?> type = this.types.enumType(this.in.readName());
		String name = this.in.readName();
		try {
			return constant(type, name);
		}
		catch (IllegalArgumentException | LinkageError ex) {
			throw new MalformedMessageException(
					"Enum " + type.getName() + " has no constant " + MalformedMessageException.printable(name)
							+ ". Run the same version of the application on all members.",
					ex);
		}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Object constant(Class<?> type, String name) {
		return Enum.valueOf((Class) type, name);
	}

	private Record readRecord(int depth) {
		String name = this.in.readName();
		RecordShape shape = this.shapes.named(name);
		if (this.in.readFixedInt() != shape.fingerprint()) {
			throw new MalformedMessageException("Record " + name + " has other components on the peer."
					+ " Run the same version of the application on all members.");
		}
		List<RecordPart> parts = shape.parts();
		@Nullable Object[] values = new @Nullable Object[parts.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = read(depth);
			if (!parts.get(i).canHold(values[i])) {
				throw new MalformedMessageException("Component '" + parts.get(i).name() + "' of " + name
						+ " is of another class than the message has");
			}
		}
		return shape.create(values);
	}

	private List<@Nullable Object> readElements(int depth) {
		int count = this.in.readFixedLength(1);
		List<@Nullable Object> list = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			list.add(read(depth));
		}
		return list;
	}

	private Set<@Nullable Object> readSet(int depth) {
		int count = this.in.readFixedLength(1);
		Set<@Nullable Object> set = new LinkedHashSet<>();
		for (int i = 0; i < count; i++) {
			Object element = read(depth);
			put(() -> set.add(element));
		}
		return set;
	}

	private Map<@Nullable Object, @Nullable Object> readMap(int depth) {
		int count = this.in.readFixedLength(2);
		Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			Object key = read(depth);
			Object value = read(depth);
			int before = i;
			put(() -> {
				map.put(key, value);
				return map.size() > before;
			});
		}
		return map;
	}

	/** Asks what is put for its hash code: of a record, code that the user wrote. */
	private static void put(BooleanSupplier putting) {
		boolean isNew;
		try {
			isNew = putting.getAsBoolean();
		}
		catch (RuntimeException ex) {
			throw new MalformedMessageException("What is in a set, or a key of a map, has no hash code", ex);
		}
		if (!isNew) {
			throw new MalformedMessageException("A set or the keys of a map contain the same value twice");
		}
	}

	private Object readArray(int depth) {
		Class<?> elementType = ElementTypes.read(this.in, this.types);
		if (elementType.isPrimitive()) {
			return PrimitiveArrays.read(this.in, elementType);
		}
		List<@Nullable Object> elements = readElements(depth);
		try {
			return elements.toArray((@Nullable Object[]) Array.newInstance(elementType, elements.size()));
		}
		catch (ArrayStoreException ex) {
			throw new MalformedMessageException(
					"An array of " + elementType.getTypeName() + " has an element of another class", ex);
		}
	}

}
