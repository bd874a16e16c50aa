package io.futil.sample.audit;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the report.
 */
@RestController
final class AuditController {

	private final LatestReport latest;

	AuditController(LatestReport latest) {
		this.latest = latest;
	}

	@GetMapping("/audit")
	AuditReport report() {
		return this.latest.get().orElseThrow(AuditController::notYet);
	}

	private static ErrorResponseException notYet() {
		ErrorResponseException notYet = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE);
		notYet.setTitle("No report");
		notYet.setDetail("The audit has not ended yet, or was switched off with audit.enabled=false");
		notYet.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
		return notYet;
	}

}
