package io.futil.fanout;

import io.futil.fanout.spi.CapturedContext;
import io.futil.fanout.spi.ContextPort;
import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A context of one value, and the threads that have it.
 */
final class OneValue implements ContextPort {

	private final ThreadLocal<@Nullable String> value = new ThreadLocal<>();

	@Nullable String get() {
		return this.value.get();
	}

	/**
	 * Have this thread's value be that.
	 * @return what it was
	 */
	@Nullable String set(@Nullable String value) {
		String before = this.value.get();
		if (value == null) {
			this.value.remove();
		}
		else {
			this.value.set(value);
		}
		return before;
	}

	@Override
	public CapturedContext capture() {
		String captured = get();
		return new CapturedContext() {

			@Override
			public boolean isInPlace() {
				return captured == null && get() == null;
			}

			@Override
			public Scope open() {
				String before = set(captured);
				return () -> set(before);
			}

		};
	}

}
