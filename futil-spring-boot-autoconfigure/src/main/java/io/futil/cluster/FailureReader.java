package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads an exception with its suppressed exceptions and causes. Each has the stack trace
 * of the other member, and below it one frame that names that member.
 */
final class FailureReader {

	/** Four names and a line, each of at least a byte. */
	private static final int FRAME_BYTES = 5;

	private final Input in;

	private final AllowedTypes types;

	private final String memberName;

	private int exceptions;

	FailureReader(Input in, AllowedTypes types) {
		this.in = in;
		this.types = types;
		this.memberName = MalformedMessageException.printable(in.readString());
	}

	/**
	 * Read what was thrown.
	 * @throws MalformedMessageException if there is nothing
	 */
	Throwable read() {
		Throwable failure = readOrNothing(0);
		if (failure == null) {
			throw new MalformedMessageException("A message has no exception where one belongs");
		}
		return failure;
	}

	private @Nullable Throwable readOrNothing(int depth) {
		if (!this.in.readBoolean()) {
			return null;
		}
		if (depth == FailureDetail.LEVELS.get(0).causes() || ++this.exceptions > FailureDetail.MAX_EXCEPTIONS) {
			throw new MalformedMessageException("A message has too many causes of an exception");
		}
		String typeName = readTypeName();
		boolean isRemote = this.in.readBoolean();
		String message = this.in.readBoolean() ? this.in.readString() : null;
		StackTraceElement[] stackTrace = readStackTrace();
		List<Throwable> suppressed = readSuppressed(depth + 1);
		Throwable cause = readOrNothing(depth + 1);
		Throwable failure = isRemote ? new RemoteTaskException(typeName, message, cause)
				: make(typeName, message, cause);
		suppressed.forEach(failure::addSuppressed);
		trace(failure, stackTrace);
		return failure;
	}

	/** It is copied into messages, so it must not be much larger than it is here. */
	private String readTypeName() {
		String typeName = this.in.readName();
		if (typeName.length() > 2 * FailureDetail.MAX_NAME) {
			throw new MalformedMessageException("A message has a class name of " + typeName.length() + " characters");
		}
		return typeName;
	}

	private StackTraceElement[] readStackTrace() {
		int frames = this.in.readLength(FRAME_BYTES);
		List<StackTraceElement> stackTrace = new ArrayList<>();
		for (int i = 0; i < frames; i++) {
			stackTrace.add(new StackTraceElement(null, readNullable(), null, this.in.readName(), this.in.readName(),
					readNullable(), this.in.readInt()));
		}
		stackTrace.add(new StackTraceElement("futil", "remote", "member " + this.memberName, -1));
		return stackTrace.toArray(StackTraceElement[]::new);
	}

	private @Nullable String readNullable() {
		String name = this.in.readName();
		return name.isEmpty() ? null : name;
	}

	private List<Throwable> readSuppressed(int depth) {
		int count = this.in.readLength(1);
		List<Throwable> suppressed = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Throwable next = readOrNothing(depth);
			if (next != null) {
				suppressed.add(next);
			}
		}
		return suppressed;
	}

	private Throwable make(String typeName, @Nullable String message, @Nullable Throwable cause) {
		Throwable same = null;
		try {
			same = new ThrowableMaker(this.types.throwableType(typeName), message, cause).make();
		}
		catch (MalformedMessageException ex) {
			// It is known to that member alone, or not allowed: only its name is of use.
		}
		return (same != null) ? same : new RemoteTaskException(typeName,
				typeName + ((message != null) ? ": " + message : "") + " (thrown on member " + this.memberName + ")",
				cause);
	}

	private static void trace(Throwable failure, StackTraceElement[] stackTrace) {
		try {
			failure.setStackTrace(stackTrace);
		}
		catch (RuntimeException ex) {
			// It is of a class that has its own idea of a stack trace.
		}
	}

}
