package io.futil.cluster;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Two ends of a wire: a member as it is configured, and a peer that can write what it
 * should not.
 */
final class Wire {

	static final int MAX_BYTES = 1 << 20;

	private Wire() {
	}

	/** What a member allows: the application, and the records in these tests. */
	static AllowedTypes allowed() {
		return types("com.acme.orders", "io.futil.cluster");
	}

	static AllowedTypes types(String... packages) {
		return new AllowedTypes(List.of(packages), Wire.class.getClassLoader());
	}

	static Codec codec() {
		return new Codec(allowed(), MAX_BYTES);
	}

	/** A member that lets everything out. */
	static Codec peer() {
		return new Codec(types("com.acme", "io.futil.cluster"), MAX_BYTES);
	}

	static @Nullable Object there(@Nullable Object value) {
		// Another codec reads: nothing may be kept from writing.
		return codec().read(codec().write(value));
	}

	static Throwable there(Throwable failure) {
		return codec().readFailure(codec().writeFailure(failure, "node-2"));
	}

	/** A message that no codec would write. */
	static byte[] message(Consumer<Output> content) {
		Output out = new Output(MAX_BYTES);
		content.accept(out);
		return out.toBytes();
	}

	/** An exception that nobody has thrown. */
	static byte[] failure(String typeName, String message) {
		return message((out) -> {
			out.writeString("node-2");
			out.writeBoolean(true);
			out.writeName(typeName);
			out.writeBoolean(false);
			out.writeBoolean(true);
			out.writeString(message);
			out.writeUnsigned(0);
			out.writeUnsigned(0);
			out.writeBoolean(false);
		});
	}

}
