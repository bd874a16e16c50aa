package io.futil.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Turns arguments, results and failures into bytes, and bytes into these, in a format of
 * our own: data and nothing but data. What travels are null, the wrappers of primitives,
 * strings, big numbers, UUIDs, the classes of java.time, enums, arrays, lists, sets,
 * maps, Optional, and records of all these. Java serialisation is not used, and no
 * {@code readObject} or {@code readResolve} is ever called.
 * <p>
 * A list arrives as an {@link java.util.ArrayList}, a set as a
 * {@link java.util.LinkedHashSet} and a map as a {@link java.util.LinkedHashMap}, each in
 * the order in which it was iterated and open to changes: what order or comparator
 * another class had is gone. An object that occurs twice arrives as two.
 * <p>
 * The code of a user that is run by reading is that of classes in the allowed packages
 * alone: the constructor of a record, the {@code hashCode} and {@code equals} of what is
 * put into a set or is the key of a map, the initialiser of an enum, the constructor of
 * an exception. By writing it is what iterates a collection, and what tells the message
 * and the causes of an exception; what the former throws comes out of {@link #write}.
 */
final class Codec {

	private final AllowedTypes types;

	private final int maxBytes;

	private final RecordShapes shapes;

	/**
	 * A codec for one application.
	 * @param types the classes that a peer may name
	 * @param maxBytes the longest that a value may be
	 */
	Codec(AllowedTypes types, int maxBytes) {
		this.types = types;
		this.maxBytes = maxBytes;
		this.shapes = new RecordShapes(types);
	}

	/**
	 * The bytes of a value.
	 * @throws UntravelableTypeException if something in it cannot travel, or it is too
	 * large
	 */
	byte[] write(@Nullable Object value) {
		Output out = new Output(this.maxBytes);
		try {
			new ValueWriter(out, this.types, this.shapes).write(value, 0);
		}
		catch (Refusal ex) {
			throw ex.toException();
		}
		return out.toBytes();
	}

	/**
	 * The value of these bytes.
	 * @throws MalformedMessageException if there is none, or it is too large
	 */
	@Nullable Object read(byte[] data) {
		if (data.length > this.maxBytes) {
			throw new MalformedMessageException("A peer sent a value of " + data.length + " bytes, the limit is "
					+ this.maxBytes + ". Raise futil.cluster.max-payload-size on all members, or pass an id.");
		}
		Input in = new Input(data);
		Object value = new ValueReader(in, this.types, this.shapes).read(0);
		in.end();
		return value;
	}

	/**
	 * The bytes of an exception, as much of it as there is room for.
	 * @param failure what was thrown
	 * @param memberName where it was thrown
	 */
	byte[] writeFailure(Throwable failure, String memberName) {
		return FailureWriter.write(failure, memberName, this.maxBytes);
	}

	/**
	 * The exception of these bytes: of the same class where that can be made here, else a
	 * {@link RemoteTaskException}.
	 * @throws MalformedMessageException if there is none
	 */
	Throwable readFailure(byte[] data) {
		Input in = new Input(data);
		Throwable failure = new FailureReader(in, this.types).read();
		in.end();
		return failure;
	}

}
