package io.futil.cluster;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A component of a record. Read from its field: an accessor may do more than that.
 */
final class RecordPart {

	private final String name;

	private final Class<?> type;

	/** As {@link #type}, or the class of its boxes. */
	private final Class<?> boxed;

	private final Field field;

	private final boolean takesLists;

	private final boolean takesSets;

	private final boolean takesMaps;

	/**
	 * Look at a component.
	 * @throws RuntimeException if its module does not let anybody look at it
	 */
	RecordPart(RecordComponent component) {
		this.name = component.getName();
		this.type = component.getType();
		this.boxed = MethodType.methodType(this.type).wrap().returnType();
		this.takesLists = this.type.isAssignableFrom(ArrayList.class);
		this.takesSets = this.type.isAssignableFrom(LinkedHashSet.class);
		this.takesMaps = this.type.isAssignableFrom(LinkedHashMap.class);
		try {
			this.field = component.getDeclaringRecord().getDeclaredField(this.name);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException("A record has no field for its component", ex);
		}
		this.field.setAccessible(true);
	}

	String name() {
		return this.name;
	}

	Class<?> type() {
		return this.type;
	}

	/** The value to write. */
	@Nullable Object of(Record owner) {
		try {
			return this.field.get(owner);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Whether what arrives can be what the component is declared to be. */
	boolean canHold(@Nullable Object arrived) {
		return (arrived != null) ? this.boxed.isInstance(arrived) : !this.type.isPrimitive();
	}

	/**
	 * Refuse a collection that would arrive as one of another class than the component is
	 * declared to be: better now than on the other member.
	 */
	void check(@Nullable Object leaving) {
		if (leaving instanceof List && !this.takesLists) {
			throw refused("a List");
		}
		if (leaving instanceof Set && !this.takesSets) {
			throw refused("a Set");
		}
		if (leaving instanceof Map && !this.takesMaps) {
			throw refused("a Map");
		}
	}

	private Refusal refused(String declaration) {
		return new Refusal("Class " + this.type.getName() + " cannot travel to another member",
				"Declare the component as " + declaration);
	}

}
