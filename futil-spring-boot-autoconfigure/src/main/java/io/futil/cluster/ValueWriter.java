package io.futil.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Writes one value with all its parts. Where the number of elements belongs it leaves
 * room until all are written: a collection may change meanwhile.
 */
final class ValueWriter {

	private final Output out;

	private final AllowedTypes types;

	private final RecordShapes shapes;

	ValueWriter(Output out, AllowedTypes types, RecordShapes shapes) {
		this.out = out;
		this.types = types;
		this.shapes = shapes;
	}

	/**
	 * Write a value that is so deep inside of others.
	 * @throws Refusal if it cannot be written
	 */
	void write(@Nullable Object value, int depth) {
		if (value == null) {
			this.out.writeByte(Tag.NULL);
			return;
		}
		Leaf<?> leaf = Leaves.of(value.getClass());
		if (leaf != null) {
			leaf.write(this.out, value);
		}
		else if (value instanceof Enum<?> constant) {
			writeEnum(constant);
		}
		else if (depth == Tag.MAX_DEPTH) {
			throw new Refusal(
					"What is nested more than " + Tag.MAX_DEPTH
							+ " deep, or contains itself, cannot travel to another member",
					"Make it flat, or pass an id");
		}
		else {
			writeNested(value, depth + 1);
		}
	}

	private void writeNested(Object value, int depth) {
		if (value instanceof Record components) {
			writeRecord(components, depth);
		}
		else if (value instanceof List<?> list) {
			this.out.writeByte(Tag.LIST);
			writeElements(list, list.getClass(), depth);
		}
		else if (value instanceof Set<?> set) {
			this.out.writeByte(Tag.SET);
			writeElements(set, set.getClass(), depth);
		}
		else if (value instanceof Map<?, ?> map) {
			writeMap(map, depth);
		}
		else if (value instanceof Optional<?> optional) {
			writeOptional(optional, depth);
		}
		else if (value.getClass().isArray()) {
			writeArray(value, depth);
		}
		else {
			throw new Refusal("Class " + value.getClass().getName() + " cannot travel to another member",
					(value instanceof Iterable) ? "Copy it into a List, a Set or a Map"
							: "Make it a record, or pass an id");
		}
	}

	private void writeEnum(Enum<?> constant) {
		this.types.requireTravels(constant.getDeclaringClass());
		this.out.writeByte(Tag.ENUM);
		this.out.writeName(constant.getDeclaringClass().getName());
		this.out.writeName(constant.name());
	}

	private void writeRecord(Record value, int depth) {
		RecordShape shape = this.shapes.of(value);
		this.out.writeByte(Tag.RECORD);
		this.out.writeName(value.getClass().getName());
		this.out.writeFixedInt(shape.fingerprint());
		for (RecordPart part : shape.parts()) {
			try {
				Object component = part.of(value);
				part.check(component);
				write(component, depth);
			}
			catch (Refusal ex) {
				throw ex.in("component '" + part.name() + "' of " + value.getClass().getName());
			}
		}
	}

	private void writeMap(Map<?, ?> map, int depth) {
		this.out.writeByte(Tag.MAP);
		int room = this.out.reserveInt();
		int count = 0;
		boolean key = true;
		try {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				key = true;
				write(entry.getKey(), depth);
				key = false;
				write(entry.getValue(), depth);
				count++;
			}
		}
		catch (Refusal ex) {
			throw ex.in((key ? "key " : "value ") + count + " of a " + map.getClass().getName());
		}
		this.out.fillInt(room, count);
	}

	private void writeOptional(Optional<?> optional, int depth) {
		this.out.writeByte(Tag.OPTIONAL);
		try {
			write(optional.orElse(null), depth);
		}
		catch (Refusal ex) {
			throw ex.in("an Optional");
		}
	}

	private void writeArray(Object array, int depth) {
		Class<?> elementType = array.getClass().componentType();
		this.out.writeByte(Tag.ARRAY);
		ElementTypes.write(this.out, elementType, this.types);
		if (elementType.isPrimitive()) {
			PrimitiveArrays.write(this.out, array);
		}
		else {
			writeElements(Arrays.asList((Object[]) array), array.getClass(), depth);
		}
	}

	private void writeElements(Iterable<?> elements, Class<?> owner, int depth) {
		int room = this.out.reserveInt();
		int index = 0;
		try {
			for (Object element : elements) {
				write(element, depth);
				index++;
			}
		}
		catch (Refusal ex) {
			throw ex.in("element " + index + " of a " + owner.getTypeName());
		}
		this.out.fillInt(room, index);
	}

}
