package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which failures are worth another attempt. A type that is named decides for its
 * subclasses, the nearest one first; the failure itself is looked at before its causes.
 *
 * @param retryFor what is retried; if empty, every exception but no error
 * @param noRetryFor what is not
 */
record RetryRules(List<Class<? extends Throwable>> retryFor, List<Class<? extends Throwable>> noRetryFor) {

	static final RetryRules NONE = new RetryRules(List.of(), List.of());

	/** Causes may go round in a circle. */
	private static final int MAX_DEPTH = 16;

	RetryRules retryFor(List<Class<? extends Throwable>> types) {
		return checked(new RetryRules(joined(this.retryFor, types), this.noRetryFor));
	}

	RetryRules noRetryFor(List<Class<? extends Throwable>> types) {
		return checked(new RetryRules(this.retryFor, joined(this.noRetryFor, types)));
	}

	private static RetryRules checked(RetryRules rules) {
		for (Class<?> type : rules.retryFor) {
			if (rules.noRetryFor.contains(type)) {
				throw new IllegalArgumentException(
						"'retryFor' and 'noRetryFor' both name " + type.getName() + "; name it in one of them only");
			}
		}
		return rules;
	}

	private static <V> List<V> joined(List<V> first, List<V> second) {
		List<V> all = new ArrayList<>(first);
		all.addAll(second);
		return List.copyOf(all);
	}

	boolean retries(Throwable failure) {
		if (Failures.isCalledOff(failure)) {
			return false;
		}
		boolean error = false;
		Boolean named = null;
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			named = (named != null) ? named : named(cause.getClass());
			error |= !(cause instanceof Exception);
			cause = Failures.causeOf(cause);
		}
		return (named != null) ? named : this.retryFor.isEmpty() && !error;
	}

	private @Nullable Boolean named(Class<?> failure) {
		for (Class<?> type = failure; type != null; type = type.getSuperclass()) {
			if (this.noRetryFor.contains(type)) {
				return false;
			}
			if (this.retryFor.contains(type)) {
				return true;
			}
		}
		return null;
	}

}
