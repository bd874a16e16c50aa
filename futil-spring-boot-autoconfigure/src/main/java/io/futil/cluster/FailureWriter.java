package io.futil.cluster;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Writes an exception: its class, message, stack trace, suppressed exceptions and causes.
 * Asks it for these itself, and so gets along with one that throws instead of telling,
 * and with causes that go round in a circle.
 */
final class FailureWriter {

	private final Output out;

	private final FailureDetail detail;

	private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private FailureWriter(Output out, FailureDetail detail) {
		this.out = out;
		this.detail = detail;
	}

	/** The bytes of an exception. There is always room for its class. */
	static byte[] write(Throwable failure, String memberName, int maxBytes) {
		for (FailureDetail detail : FailureDetail.LEVELS) {
			try {
				return write(failure, memberName, maxBytes, detail);
			}
			catch (Refusal ex) {
				// It is too large: tell less of it.
			}
		}
		FailureDetail least = FailureDetail.LEVELS.get(FailureDetail.LEVELS.size() - 1);
		return write(failure, memberName, Integer.MAX_VALUE, least);
	}

	private static byte[] write(Throwable failure, String memberName, int maxBytes, FailureDetail detail) {
		Output out = new Output(maxBytes);
		out.writeString(FailureDetail.cut(memberName, FailureDetail.MAX_NAME));
		new FailureWriter(out, detail).writeOrNothing(failure, detail.causes());
		return out.toBytes();
	}

	/** Nothing for what was written before: a shared exception, or a circle. */
	private void writeOrNothing(@Nullable Throwable failure, int causes) {
		if (failure == null || causes == 0 || this.seen.size() == FailureDetail.MAX_EXCEPTIONS
				|| !this.seen.add(failure)) {
			this.out.writeBoolean(false);
			return;
		}
		this.out.writeBoolean(true);
		write(failure, causes);
	}

	private void write(Throwable failure, int causes) {
		Told told = Told.by(failure);
		this.out.writeName(FailureDetail.cut(told.typeName(), FailureDetail.MAX_NAME));
		this.out.writeBoolean(told.isRemote());
		this.out.writeBoolean(told.message() != null);
		if (told.message() != null) {
			this.out.writeString(FailureDetail.cut(told.message(), this.detail.message()));
		}
		int frames = Math.min(told.stackTrace().length, this.detail.frames());
		this.out.writeUnsigned(frames);
		for (int i = 0; i < frames; i++) {
			write(told.stackTrace()[i]);
		}
		int suppressed = Math.min(told.suppressed().length, this.detail.suppressed());
		this.out.writeUnsigned(suppressed);
		for (int i = 0; i < suppressed; i++) {
			writeOrNothing(told.suppressed()[i], causes - 1);
		}
		writeOrNothing(told.cause(), causes - 1);
	}

	private void write(StackTraceElement frame) {
		writeNullable(frame.getModuleName());
		writeNullable(frame.getClassName());
		writeNullable(frame.getMethodName());
		writeNullable(frame.getFileName());
		this.out.writeLong(frame.getLineNumber());
	}

	private void writeNullable(@Nullable String name) {
		this.out.writeName((name != null) ? FailureDetail.cut(name, FailureDetail.MAX_NAME) : "");
	}

}
