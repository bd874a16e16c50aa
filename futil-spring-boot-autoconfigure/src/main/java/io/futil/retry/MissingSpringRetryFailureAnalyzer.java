package io.futil.retry;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to add where a method is annotated and Spring Retry is not there. The
 * annotation has an attribute of a type of Spring Retry, so without it no annotation of
 * that method can be read, by anybody.
 */
final class MissingSpringRetryFailureAnalyzer extends AbstractFailureAnalyzer<NoClassDefFoundError> {

	private static final String MISSING = "org/springframework/retry/annotation/Backoff";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoClassDefFoundError cause) {
		if (!MISSING.equals(cause.getMessage())) {
			return null;
		}
		return new FailureAnalysis(
				"A method or class is annotated with @ParallelRetryable, which needs Spring Retry, and that is not on"
						+ " the class path.",
				"Add a dependency on org.springframework.retry:spring-retry, version 2.0.13, or remove the annotation.",
				rootFailure);
	}

}
