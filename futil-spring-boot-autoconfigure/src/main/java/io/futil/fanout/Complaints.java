package io.futil.fanout;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what listeners of calls throw: the first few times of each class, because one that
 * fails may do so with every task.
 */
final class Complaints {

	private static final Log logger = LogFactory.getLog(Complaints.class);

	private static final int MOST = 10;

	private final Map<Class<?>, AtomicInteger> failures = new ConcurrentHashMap<>();

	void about(Object listener, Throwable failure) {
		Class<?> type = listener.getClass();
		AtomicInteger failures = this.failures.computeIfAbsent(type, (key) -> new AtomicInteger());
		int number = (failures.get() < MOST) ? failures.incrementAndGet() : MOST + 1;
		if (number <= MOST) {
			String further = (number < MOST) ? "" : "; further failures of it are not logged";
			logger.warn("A listener of calls failed, " + type.getName() + "; the call goes on" + further, failure);
		}
	}

}
