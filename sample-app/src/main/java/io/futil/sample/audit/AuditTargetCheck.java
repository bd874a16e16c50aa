package io.futil.sample.audit;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;

/**
 * Looks at the audit's places as soon as the properties are known, before the banner and
 * before any bean, so that a typing error costs nobody a start of the application. A
 * member of a cluster needs a repository, too, since others have it hash their files.
 */
class AuditTargetCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		AuditProperties properties = Binder.get(event.getEnvironment()).bindOrCreate("audit", AuditProperties.class);
		if (properties.enabled() || event.getEnvironment().matchesProfiles("cluster")) {
			AuditTarget.of(properties);
		}
	}

}
