package io.futil.retry;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.retry.annotation.Retryable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method that is to recover and never will, because it fits none that is retried. That
 * is no failure, but whoever wrote it waits for it.
 */
final class IdleRecovery {

	private static final Log logger = LogFactory.getLog(IdleRecovery.class);

	private IdleRecovery() {
	}

	static void warn(Class<?> type, Collection<RetriedMethod> retried) {
		if (retried.isEmpty() || servesSpringRetry(type)) {
			return;
		}
		for (Method method : Recovery.annotated(ClassUtils.getUserClass(type))) {
			if (retried.stream()
				.map((one) -> one.settings().recovery())
				.filter(Objects::nonNull)
				.noneMatch((recovery) -> recovery.has(method))) {
				logger.warn("@Recover on " + ClassUtils.getQualifiedMethodName(method)
						+ " does nothing: no method of the class with @ParallelRetryable returns the same type and has its"
						+ " arguments, or names it. Correct its return type and its parameters: the failure, the"
						+ " arguments, or both in this order");
			}
		}
	}

	private static boolean servesSpringRetry(Class<?> type) {
		return AnnotatedElementUtils.hasAnnotation(type, Retryable.class)
				|| Stream.of(ReflectionUtils.getUniqueDeclaredMethods(type))
					.anyMatch((method) -> AnnotatedElementUtils.hasAnnotation(method, Retryable.class));
	}

}
