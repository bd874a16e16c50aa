package io.futil.sample.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What to audit.
 *
 * @param enabled whether to audit at start-up
 * @param root directory to audit; the local Maven repository unless set
 * @param report file that also gets the report, as JSON
 */
@ConfigurationProperties("audit")
record AuditProperties(@DefaultValue("true") boolean enabled, @Nullable String root, @Nullable String report) {
}
