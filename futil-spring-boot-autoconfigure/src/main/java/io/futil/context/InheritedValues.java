package io.futil.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.futil.fanout.spi.Scope;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * All that is registered with Micrometer's context propagation, an observation and its
 * trace among it. Does what a snapshot of theirs does that clears what is missing, but
 * touches nothing that is right already.
 */
final class InheritedValues implements Inherited {

	/**
	 * What is taken care of elsewhere: these would share one mutable object, or hold on
	 * to a request.
	 */
	private static final Set<Object> ELSEWHERE = Set.of("org.springframework.security.core.context.SecurityContext",
			"org.springframework.context.i18n.LocaleContextThreadLocalAccessor.KEY",
			"org.springframework.web.context.request.RequestAttributesThreadLocalAccessor.KEY");

	/** How many scopes a task may leave open, one inside the other, and have closed. */
	private static final int LEFT_OPEN = 100;

	private final ThreadLocalAccessor<Object>[] accessors;

	private final @Nullable Object[] values;

	private InheritedValues(ThreadLocalAccessor<Object>[] accessors) {
		this.accessors = accessors;
		this.values = new @Nullable Object[accessors.length];
		for (int i = 0; i < accessors.length; i++) {
			this.values[i] = accessors[i].getValue();
		}
	}

	static InheritedValues capture() {
		List<ThreadLocalAccessor<?>> taken = new ArrayList<>();
		for (ThreadLocalAccessor<?> accessor : ContextRegistry.getInstance().getThreadLocalAccessors()) {
			if (!ELSEWHERE.contains(accessor.key())) {
				taken.add(accessor);
			}
		}
		@SuppressWarnings("unchecked")
		ThreadLocalAccessor<Object>[] accessors = (ThreadLocalAccessor<Object>[]) taken
			.toArray(new ThreadLocalAccessor<?>[0]);
		return new InheritedValues(accessors);
	}

	@Override
	public boolean isInPlace() {
		for (int i = 0; i < this.accessors.length; i++) {
			if (this.accessors[i].getValue() != this.values[i]) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void tidy() {
		if (!isInPlace()) {
			close(this.values.length - 1, this.values, this.values, new Undoing());
		}
	}

	@Override
	public Scope open() {
		@Nullable Object[] own = new @Nullable Object[this.accessors.length];
		@Nullable Object[] opened = new @Nullable Object[this.accessors.length];
		int i = 0;
		try {
			for (; i < this.accessors.length; i++) {
				own[i] = this.accessors[i].getValue();
				opened[i] = own[i];
				if (own[i] != this.values[i]) {
					set(this.accessors[i], this.values[i]);
					opened[i] = this.accessors[i].getValue();
				}
			}
		}
		catch (Throwable ex) {
			undo(i, own, opened, ex);
			throw ex;
		}
		return () -> close(own.length - 1, own, opened, new Undoing());
	}

	private static void set(ThreadLocalAccessor<Object> accessor, @Nullable Object value) {
		if (value != null) {
			accessor.setValue(value);
		}
		else {
			accessor.setValue();
		}
	}

	private static void restore(ThreadLocalAccessor<Object> accessor, @Nullable Object value) {
		if (value != null) {
			accessor.restore(value);
		}
		else {
			accessor.restore();
		}
	}

	/** The one that has thrown may have set its value before. */
	private void undo(int failed, @Nullable Object[] own, @Nullable Object[] opened, Throwable failure) {
		Undoing undoing = new Undoing(failure);
		try {
			if (failed < own.length && this.accessors[failed].getValue() != own[failed]) {
				restore(this.accessors[failed], own[failed]);
			}
		}
		catch (Throwable ex) {
			undoing.failed(ex);
		}
		close(failed - 1, own, opened, undoing);
	}

	private void close(int last, @Nullable Object[] own, @Nullable Object[] opened, Undoing undoing) {
		for (int i = last; i >= 0; i--) {
			try {
				putBack(this.accessors[i], own[i], opened[i]);
			}
			catch (Throwable ex) {
				undoing.failed(ex);
			}
		}
		undoing.end();
	}

	/**
	 * Put one back. What a task has opened inside of it and left open is closed before,
	 * one by one: a scope asks for that order.
	 */
	private static void putBack(ThreadLocalAccessor<Object> accessor, @Nullable Object own, @Nullable Object opened) {
		Object now = accessor.getValue();
		for (int i = 0; i < LEFT_OPEN && now != null && !isSame(now, opened) && !isSame(now, own); i++) {
			accessor.restore();
			now = accessor.getValue();
		}
		if (opened != own && isSame(now, opened)) {
			restore(accessor, own);
		}
		else if (!isSame(now, own)) {
			set(accessor, own);
		}
	}

	/** Some accessors tell a copy. */
	private static boolean isSame(@Nullable Object one, @Nullable Object other) {
		return one == other || (one != null && one.equals(other));
	}

}
