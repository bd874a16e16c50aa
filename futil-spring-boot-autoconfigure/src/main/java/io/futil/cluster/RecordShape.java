package io.futil.cluster;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a class of records, found out once.
 */
final class RecordShape {

	private final Class<? extends Record> type;

	private final List<RecordPart> parts;

	private final Constructor<? extends Record> constructor;

	private final int fingerprint;

	/**
	 * Look at a class.
	 * @throws RuntimeException if its module does not let anybody look at it
	 */
	RecordShape(Class<? extends Record> type) {
		this.type = type;
		this.parts = Arrays.stream(type.getRecordComponents()).map(RecordPart::new).toList();
		try {
			this.constructor = type
				.getDeclaredConstructor(this.parts.stream().map(RecordPart::type).toArray(Class<?>[]::new));
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException("A record has no canonical constructor", ex);
		}
		this.constructor.setAccessible(true);
		this.fingerprint = fingerprint(this.parts);
	}

	/** The same on two members where the components are. */
	private static int fingerprint(List<RecordPart> parts) {
		CRC32 sum = new CRC32();
		sum.update(parts.stream()
			.map((part) -> part.name() + ":" + part.type().getName())
			.collect(Collectors.joining(","))
			.getBytes(StandardCharsets.UTF_8));
		return (int) sum.getValue();
	}

	List<RecordPart> parts() {
		return this.parts;
	}

	int fingerprint() {
		return this.fingerprint;
	}

	/** A record of what has arrived, by its own constructor and with all it checks. */
	Record create(@Nullable Object[] values) {
		try {
			return this.constructor.newInstance(values);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof VirtualMachineError error) {
				throw error;
			}
			throw new MalformedMessageException(
					"The constructor of record " + this.type.getName() + " refused what has arrived", ex.getCause());
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw new MalformedMessageException("No record " + this.type.getName() + " can be made", ex);
		}
	}

}
