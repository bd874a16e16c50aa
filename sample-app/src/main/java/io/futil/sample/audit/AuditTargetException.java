package io.futil.sample.audit;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The audit cannot start as asked. Ends the application with exit code 2.
 */
class AuditTargetException extends RuntimeException implements ExitCodeGenerator {

	AuditTargetException(String message) {
		super(message);
	}

	@Override
	public int getExitCode() {
		return 2;
	}

}
