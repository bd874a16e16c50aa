package io.futil.sample.audit;

import org.springframework.boot.SpringBootExceptionReporter;

/**
 * Reports an unusable place in one line, in the stead of a stack trace.
 */
class AuditTargetReporter implements SpringBootExceptionReporter {

	@Override
	public boolean reportException(Throwable failure) {
		if (failure instanceof AuditTargetException) {
			System.err.println(failure.getMessage());
			return true;
		}
		return false;
	}

}
