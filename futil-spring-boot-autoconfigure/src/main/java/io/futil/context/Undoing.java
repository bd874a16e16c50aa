package io.futil.context;

import org.jspecify.annotations.Nullable;

/**
 * Several things that have to be undone, whatever becomes of one of them. The first
 * failure is thrown in the end, with the others suppressed.
 */
final class Undoing {

	private @Nullable Throwable failure;

	Undoing() {
		this(null);
	}

	/**
	 * Because of a failure that will be thrown in any case.
	 */
	Undoing(@Nullable Throwable failure) {
		this.failure = failure;
	}

	void failed(Throwable failure) {
		if (this.failure == null) {
			this.failure = failure;
		}
		else if (this.failure != failure) {
			this.failure.addSuppressed(failure);
		}
	}

	void end() {
		if (this.failure != null) {
			throw Undoing.<RuntimeException>unchecked(this.failure);
		}
	}

	/** Nobody declares a checked exception here, but anybody may throw one. */
	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X unchecked(Throwable failure) throws X {
		throw (X) failure;
	}

}
