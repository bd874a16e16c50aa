package io.futil.cluster;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says why this member cannot be part of a cluster, and what to do.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ClusterStartFailureAnalyzer extends AbstractFailureAnalyzer<ClusterStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ClusterStartException cause) {
		return new FailureAnalysis(cause.description() + ".", cause.remedy() + ".", cause);
	}

}
