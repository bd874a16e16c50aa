package io.futil.retry;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says which annotated method stops the start, why, and what to do.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedMethodFailureAnalyzer extends AbstractFailureAnalyzer<RefusedMethodException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RefusedMethodException cause) {
		return new FailureAnalysis(cause.description() + ".", cause.remedy() + ".", cause);
	}

}
