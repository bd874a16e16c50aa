package io.futil.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Settings of executors in whose place the application has a bean of its own. Looked for
 * when each such bean is known to be an executor: with any other one the start fails, and
 * says why.
 */
final class ReplacedExecutors {

	private static final Log logger = LogFactory.getLog(ReplacedExecutors.class);

	private ReplacedExecutors() {
	}

	static void warn(FutilProperties properties, BeanExecutorLookup executors) {
		properties.executors().forEach((name, settings) -> {
			if (!executors.isOurs(name)) {
				String why = name + " has no effect: the application has its own bean '" + name + "'";
				if (settings != FutilProperties.Executor.UNSET) {
					logger.warn("futil.executors." + why);
				}
				if (properties.actuate().resize().containsKey(name)) {
					logger.warn("futil.actuate.resize." + why + ", and only futil's executors can be resized");
				}
			}
		});
	}

}
