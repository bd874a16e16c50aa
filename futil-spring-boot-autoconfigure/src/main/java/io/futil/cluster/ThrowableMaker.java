package io.futil.cluster;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Objects;

import io.futil.fanout.FanOutTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exception of a class that is known here. One that does not tell the message it
 * was given is not the one that was thrown: then there is none.
 */
final class ThrowableMaker {

	/** What a constructor may take, the best first. */
	private static final List<List<Class<?>>> WITH_CAUSE = List.of(List.of(String.class, Throwable.class),
			List.of(String.class), List.of(), List.of(Throwable.class));

	private static final List<List<Class<?>>> WITHOUT_CAUSE = List.of(List.of(String.class),
			List.of(String.class, Throwable.class), List.of());

	private final Class<? extends Throwable> type;

	private final @Nullable String message;

	private final @Nullable Throwable cause;

	ThrowableMaker(Class<? extends Throwable> type, @Nullable String message, @Nullable Throwable cause) {
		this.type = type;
		this.message = message;
		this.cause = cause;
	}

	/**
	 * The exception, with its cause.
	 * @return {@code null} if the class has no constructor for it
	 */
	@Nullable Throwable make() {
		if (this.type == FanOutTimeoutException.class && this.message != null) {
			// What became of each task has stayed on the other member.
			return withCause(new FanOutTimeoutException(this.message, List.of()));
		}
		for (List<Class<?>> shape : (this.cause != null) ? WITH_CAUSE : WITHOUT_CAUSE) {
			for (Constructor<?> constructor : constructors()) {
				Throwable made = fits(constructor, shape) ? make(constructor, shape) : null;
				if (made != null) {
					return withCause(made);
				}
			}
		}
		return null;
	}

	private Constructor<?>[] constructors() {
		try {
			return this.type.getDeclaredConstructors();
		}
		catch (LinkageError ex) {
			return new Constructor<?>[0];
		}
	}

	/** One may take the causes of one class only. */
	private boolean fits(Constructor<?> constructor, List<Class<?>> shape) {
		Class<?>[] parameters = constructor.getParameterTypes();
		if (parameters.length != shape.size()) {
			return false;
		}
		for (int i = 0; i < parameters.length; i++) {
			boolean fits = (shape.get(i) == String.class) ? parameters[i] == String.class
					: Throwable.class.isAssignableFrom(parameters[i])
							&& (this.cause == null || parameters[i].isInstance(this.cause));
			if (!fits) {
				return false;
			}
		}
		return true;
	}

	private @Nullable Throwable make(Constructor<?> constructor, List<Class<?>> shape) {
		try {
			// Those of the JDK that are not for everybody stay closed.
			if (!constructor.trySetAccessible()) {
				return null;
			}
			@Nullable Object[] arguments = shape.stream()
				.map((parameter) -> (parameter == String.class) ? this.message : this.cause)
				.toArray();
			Throwable made = (Throwable) constructor.newInstance(arguments);
			return Objects.equals(made.getMessage(), this.message) ? made : null;
		}
		catch (ReflectiveOperationException | RuntimeException | LinkageError ex) {
			return null;
		}
	}

	/**
	 * Where a class has settled on having no cause, it is suppressed rather than lost.
	 */
	private Throwable withCause(Throwable made) {
		try {
			if (this.cause != null && made.getCause() != this.cause) {
				made.initCause(this.cause);
			}
		}
		catch (RuntimeException ex) {
			made.addSuppressed(this.cause);
		}
		return made;
	}

}
