package io.futil.context;

import org.springframework.util.ClassUtils;

/**
 * Libraries that keep something on a thread, each known by a type of it.
 */
enum Library {

	TRANSACTIONS("org.springframework.transaction.support.TransactionSynchronizationManager"),

	MDC("org.slf4j.MDC"),

	REQUESTS("org.springframework.web.context.request.RequestContextHolder"),

	SERVLETS("jakarta.servlet.http.HttpServletRequest"),

	SECURITY("org.springframework.security.core.context.SecurityContextHolderStrategy"),

	PROPAGATION("io.micrometer.context.ContextRegistry");

	private final String type;

	Library(String type) {
		this.type = type;
	}

	String type() {
		return this.type;
	}

	boolean isPresent() {
		return ClassUtils.isPresent(this.type, Library.class.getClassLoader());
	}

}
