package io.futil.compatibility;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One JVM of the matrix: which partners are not on its class path. The build says which
 * one this is, and takes the jars away.
 */
enum Cell {

	EVERYTHING,

	WITHOUT_ACTUATOR(Partner.ACTUATOR),

	WITHOUT_MICROMETER(Partner.MICROMETER),

	WITHOUT_CONTEXT_PROPAGATION(Partner.CONTEXT_PROPAGATION),

	WITHOUT_SPRING_RETRY(Partner.SPRING_RETRY),

	WITHOUT_SPRING_SECURITY(Partner.SPRING_SECURITY),

	WITHOUT_HAZELCAST(Partner.HAZELCAST),

	/** Everything, with the older Hazelcast that Spring Boot manages. */
	MANAGED_HAZELCAST,

	ALONE(Partner.values()),

	/** Everything, with the code that was generated ahead of time. */
	AHEAD_OF_TIME;

	private final Set<Partner> absent = EnumSet.noneOf(Partner.class);

	Cell(Partner... absent) {
		this.absent.addAll(List.of(absent));
	}

	static Cell current() {
		return valueOf(required("cell").toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/** What the build says of this JVM. */
	static String required(String property) {
		String value = System.getProperty(property);
		if (value == null) {
			throw new IllegalStateException("The build does not set '" + property + "'");
		}
		return value;
	}

	/** Whether the build says that it is there; {@link CellTests} look whether it is. */
	static boolean has(Partner partner) {
		return !current().absent.contains(partner);
	}

	String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
