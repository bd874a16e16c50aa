package io.futil.cluster;

import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What an exception tells about itself, or would not.
 *
 * @param typeName the name of its class
 * @param isRemote whether it was thrown on yet another member and could not be rebuilt
 * here: then it was of the class that is named
 * @param message its message
 * @param stackTrace its stack trace
 * @param suppressed its suppressed exceptions
 * @param cause its cause
 */
record Told(String typeName, boolean isRemote, @Nullable String message, StackTraceElement[] stackTrace,
		Throwable[] suppressed, @Nullable Throwable cause) {

	static Told by(Throwable failure) {
		boolean isRemote = failure instanceof RemoteTaskException;
		String typeName = (failure instanceof RemoteTaskException remote) ? remote.typeName()
				: failure.getClass().getName();
		String message = ask(failure, Throwable::getMessage);
		Throwable cause = ask(failure, Throwable::getCause);
		StackTraceElement[] stackTrace = ask(failure,
				(asked) -> Stream.of(asked.getStackTrace())
					.filter((frame) -> frame != null)
					.toArray(StackTraceElement[]::new));
		return new Told(typeName, isRemote, message, (stackTrace != null) ? stackTrace : new StackTraceElement[0],
				failure.getSuppressed(), cause);
	}

	/** An exception that throws another when it is asked has no answer. */
	private static <T> @Nullable T ask(Throwable failure, Function<Throwable, @Nullable T> question) {
		try {
			return question.apply(failure);
		}
		catch (Throwable ex) {
			return null;
		}
	}

}
