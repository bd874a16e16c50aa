package io.futil.metrics;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The names of operations and executors as meters and spans have them. There is a bound
 * on both; what comes beyond is {@code other}. A name of an operation that is not made of
 * up to 64 letters, digits, spaces, dots, dashes and underscores is {@code other}, too,
 * and said so in the log without being written there. Thread-safe.
 */
public final class CallNames {

	static final String OTHER = "other";

	static final int MAX_EXECUTORS = 50;

	private static final Log logger = LogFactory.getLog(CallNames.class);

	private static final int LONGEST = 64;

	private static final int MAX_COMPLAINTS = 10;

	private static final String LAMBDA = "$$Lambda";

	private final int maxOperations;

	private final Map<String, String> operations = new ConcurrentHashMap<>();

	private final Map<String, String> executors = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	/** The hash codes of names that are no names. */
	private final Set<Integer> refused = new HashSet<>();

	private volatile boolean full;

	/**
	 * Names.
	 * @param maxOperations how many operations have a name of their own
	 */
	public CallNames(int maxOperations) {
		this.maxOperations = maxOperations;
	}

	/** The name of an operation. */
	String operation(String name) {
		String known = this.operations.get(name);
		if (known != null) {
			return known;
		}
		if (!isName(name)) {
			refuse(name);
			return OTHER;
		}
		return (this.full || name.equals(OTHER)) ? OTHER : admit(name);
	}

	private String admit(String name) {
		this.lock.lock();
		try {
			if (this.operations.size() < this.maxOperations) {
				this.operations.put(name, name);
				return name;
			}
			if (this.operations.containsKey(name)) {
				return name;
			}
			if (!this.full) {
				this.full = true;
				logger.warn("There are more than " + this.maxOperations + " names of operations: what comes now is '"
						+ OTHER + "' in metrics. Name operations after places in the code, or raise "
						+ "futil.metrics.max-operations");
			}
			return OTHER;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void refuse(String name) {
		this.lock.lock();
		try {
			if (this.refused.size() < MAX_COMPLAINTS && this.refused.add(name.hashCode())) {
				String last = (this.refused.size() == MAX_COMPLAINTS) ? ". Further ones are not logged" : "";
				logger.warn("An operation is '" + OTHER + "' in metrics because of its name, which is similar to '"
						+ similar(name, LONGEST / 2) + "' and has " + name.length() + " characters. Use up to "
						+ LONGEST + " letters, digits, spaces, dots, dashes and underscores" + last);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The name of an executor, which may be that of a class. */
	String executor(String name) {
		int lambda = name.indexOf(LAMBDA);
		String whole = (lambda < 0) ? name : name.substring(0, lambda + LAMBDA.length());
		String similar = isName(whole) ? whole : similar(whole, LONGEST);
		if (similar.isEmpty()) {
			return OTHER;
		}
		String known = this.executors.get(similar);
		if (known != null) {
			return known;
		}
		this.lock.lock();
		try {
			if (this.executors.size() < MAX_EXECUTORS) {
				this.executors.put(similar, similar);
				return similar;
			}
			return this.executors.getOrDefault(similar, OTHER);
		}
		finally {
			this.lock.unlock();
		}
	}

	private static boolean isName(String name) {
		if (name.isEmpty() || name.length() > LONGEST) {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			if (!isAllowed(name.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isAllowed(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_'
				|| c == '-' || c == ' ';
	}

	private static String similar(String name, int longest) {
		StringBuilder similar = new StringBuilder();
		for (int i = 0; i < Math.min(name.length(), longest); i++) {
			char c = name.charAt(i);
			similar.append(isAllowed(c) ? c : '_');
		}
		return similar.toString();
	}

}
