package io.futil.context;

import java.util.Map;

import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The logging context.
 *
 * @param entries what is in it, {@code null} if nothing
 */
record InheritedMdc(@Nullable Map<String, String> entries) implements Inherited {

	static InheritedMdc capture() {
		return new InheritedMdc(current());
	}

	private static @Nullable Map<String, String> current() {
		Map<String, String> entries = MDC.getCopyOfContextMap();
		return (entries == null || entries.isEmpty()) ? null : entries;
	}

	private static void set(@Nullable Map<String, String> entries) {
		if (entries != null) {
			MDC.setContextMap(entries);
		}
		else {
			MDC.clear();
		}
	}

	@Override
	public boolean isInPlace() {
		return this.entries == null && current() == null;
	}

	@Override
	public void tidy() {
		if (!isInPlace()) {
			set(this.entries);
		}
	}

	@Override
	public Scope open() {
		Map<String, String> own = current();
		set(this.entries);
		return () -> set(own);
	}

}
