package io.futil.sample.audit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.stereotype.Component;

/**
 * Keeps the report for those who ask later.
 */
@Component
final class LatestReport {

	private final AtomicReference<AuditReport> report = new AtomicReference<>();

	void set(AuditReport report) {
		this.report.set(report);
	}

	Optional<AuditReport> get() {
		return Optional.ofNullable(this.report.get());
	}

}
