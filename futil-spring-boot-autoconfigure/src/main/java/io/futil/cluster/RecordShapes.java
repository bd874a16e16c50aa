package io.futil.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The classes of records that were met so far. They belong to one codec, so that nothing
 * of an application outlives it.
 */
final class RecordShapes {

	private final AllowedTypes types;

	private final Map<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

	RecordShapes(AllowedTypes types) {
		this.types = types;
	}

	/**
	 * Of a record that is about to be written.
	 * @throws Refusal if no other member would take it
	 */
	RecordShape of(Record value) {
		RecordShape known = this.shapes.get(value.getClass());
		if (known != null) {
			return known;
		}
		this.types.requireTravels(value.getClass());
		try {
			return learn(value.getClass());
		}
		catch (RuntimeException | LinkageError ex) {
			throw new Refusal("Record " + value.getClass().getName() + " cannot travel to another member: " + ex,
					"Open its package to futil");
		}
	}

	/** Of a record that a peer has named. */
	RecordShape named(String name) {
		Class<? extends Record> type = this.types.recordType(name);
		RecordShape known = this.shapes.get(type);
		if (known != null) {
			return known;
		}
		try {
			return learn(type);
		}
		catch (RuntimeException | LinkageError ex) {
			throw new MalformedMessageException("Record " + name + " cannot be made here", ex);
		}
	}

	private RecordShape learn(Class<? extends Record> type) {
		RecordShape shape = new RecordShape(type);
		this.shapes.put(type, shape);
		return shape;
	}

}
