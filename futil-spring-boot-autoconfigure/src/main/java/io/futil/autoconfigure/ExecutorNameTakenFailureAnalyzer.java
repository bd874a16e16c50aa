package io.futil.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which bean is in the way of an executor.
 */
final class ExecutorNameTakenFailureAnalyzer extends AbstractFailureAnalyzer<ExecutorNameTakenException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ExecutorNameTakenException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", cause.remedy() + ".", cause);
	}

}
