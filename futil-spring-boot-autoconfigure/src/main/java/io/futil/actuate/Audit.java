package io.futil.actuate;

import java.security.Principal;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Writes down what operators do: a line in the log, and an event that Spring Boot keeps
 * where it has been given a repository for such.
 */
final class Audit {

	static final String RESIZE = "FANOUT_RESIZE";

	static final String CANCEL = "FANOUT_CANCEL";

	private static final Log logger = LogFactory.getLog(Audit.class);

	private final ApplicationEventPublisher publisher;

	Audit(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	void resized(SecurityContext who, String executor, int oldSize, int newSize) {
		logger.info("Executor '" + executor + "' was resized from " + oldSize + " to " + newSize + " by "
				+ logged(who.getPrincipal()) + "; a restart brings back what is configured");
		publish(who, RESIZE, Map.of("executor", executor, "oldSize", oldSize, "newSize", newSize));
	}

	void cancelled(SecurityContext who, RecordedCall call) {
		logger.info("Call " + call.id() + ", " + call.call().verb() + " '" + Texts.logged(call.operation())
				+ "' on executor '" + Texts.logged(call.executor()) + "', was cancelled by "
				+ logged(who.getPrincipal()));
		publish(who, CANCEL, Map.of("id", Long.toString(call.id()), "operation", Texts.name(call.operation()), "verb",
				call.call().verb(), "executor", Texts.name(call.executor())));
	}

	private void publish(SecurityContext who, String type, Map<String, Object> data) {
		Principal principal = who.getPrincipal();
		String name = (principal != null) ? principal.getName() : "unknown";
		try {
			this.publisher.publishEvent(new AuditApplicationEvent(new AuditEvent(name, type, data)));
		}
		catch (RuntimeException ex) {
			// It is done, and the operator is to hear that.
			logger.warn("A listener of audit events failed", ex);
		}
	}

	private static String logged(@Nullable Principal principal) {
		return (principal != null) ? "'" + Texts.logged(principal.getName()) + "'" : "somebody unknown";
	}

}
