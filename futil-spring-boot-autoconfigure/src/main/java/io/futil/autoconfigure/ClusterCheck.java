package io.futil.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Checks what was configured for the cluster.
 */
final class ClusterCheck {

	static final String HAZELCAST = "com.hazelcast.core.HazelcastInstance";

	private static final String KEY = "futil.cluster.";

	private static final int LAST_PORT = 65_535;

	private static final String PART = "(\\d{1,3}|\\*|\\d{1,3}-\\d{1,3})";

	private static final Pattern ADDRESS = Pattern
		.compile(PART + "(\\." + PART + "){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.*-]*");

	private static final Pattern MEMBER = Pattern
		.compile("([A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(:(\\d{1,5}))?");

	private static final Pattern PACKAGE = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
			+ "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

	private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

	private static final DataSize SMALLEST_PAYLOAD = DataSize.ofKilobytes(1);

	private static final DataSize LARGEST_PAYLOAD = DataSize.ofMegabytes(64);

	private ClusterCheck() {
	}

	static void checkName(String name) {
		if (!StringUtils.hasText(name)) {
			throw new InvalidSettingException(KEY + "name", name, "a cluster needs a name",
					"Set the same one for all members, or remove the key for the default");
		}
	}

	static void checkPorts(int port, int portCount) {
		InvalidSettingException.ifLess(KEY + "port", port, 1);
		InvalidSettingException.ifMore(KEY + "port", port, LAST_PORT, "",
				"Set a port that is free, or remove the key for the default");
		InvalidSettingException.ifLess(KEY + "port-count", portCount, 1);
		InvalidSettingException.ifMore(KEY + "port-count", portCount, LAST_PORT, "",
				"Set how many ports may be tried, or remove the key for the default");
	}

	static void checkBind(String bind) {
		if (!ADDRESS.matcher(bind).matches()) {
			throw new InvalidSettingException(KEY + "bind", bind, "it is no address of a network interface",
					"Set one of this machine such as 10.0.0.5, or a pattern such as 10.0.*.*, or remove the key for"
							+ " 127.0.0.1");
		}
	}

	static void checkMembers(List<String> members) {
		for (String member : members) {
			Matcher parts = MEMBER.matcher(member);
			if (!parts.matches() || (parts.group(3) != null && !isPort(Integer.parseInt(parts.group(3))))) {
				throw new InvalidSettingException(KEY + "members", member,
						"one of them, '" + member + "', is no host, with a port or without",
						"Set hosts such as 10.0.0.5 or app-1:5701, separated by commas, or remove the key for this"
								+ " machine alone");
			}
		}
	}

	private static boolean isPort(int number) {
		return number >= 1 && number <= LAST_PORT;
	}

	static void checkMemberTimeout(Duration timeout) {
		if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
			throw new InvalidSettingException(KEY + "member-timeout", timeout, "it must be between 1s and 1h",
					"Set a duration such as 5s, or remove the key for the default");
		}
	}

	static void checkMaxPayloadSize(DataSize size) {
		if (size.compareTo(SMALLEST_PAYLOAD) < 0 || size.compareTo(LARGEST_PAYLOAD) > 0) {
			throw new InvalidSettingException(KEY + "max-payload-size", size, "it must be between 1KB and 64MB",
					"Set a size such as 4MB, or remove the key for the default");
		}
	}

	static void checkAllowedPackages(List<String> packages) {
		for (String name : packages) {
			if (!PACKAGE.matcher(name).matches()) {
				throw new InvalidSettingException(KEY + "allowed-packages", name,
						"one of them, '" + name + "', is no name of a package",
						"Set packages such as com.example.model, separated by commas; each stands for those below it,"
								+ " too");
			}
		}
	}

	/** What arrives must not be sent on and on. */
	static void checkRunOn(String name, Map<String, ExecutorSpec> specs) {
		if (specs.get(name) instanceof ExecutorSpec.Cluster) {
			List<String> others = new ArrayList<>(specs.keySet());
			others.removeIf((other) -> specs.get(other) instanceof ExecutorSpec.Cluster);
			throw new InvalidSettingException(KEY + "run-on", name,
					"executor '" + name + "' sends its tasks to the cluster, and they have to run somewhere",
					"Set an executor with threads of this application, one of " + others);
		}
	}

	/** Refuse an executor that cannot run its tasks elsewhere. */
	static void requireHazelcast(String executor, ClassLoader classLoader) {
		if (!ClassUtils.isPresent(HAZELCAST, classLoader)) {
			throw new InvalidSettingException("futil.executors." + executor + ".threads", ExecutorFactory.CLUSTER,
					"a cluster needs Hazelcast, and that is not on the class path",
					"Add a dependency on com.hazelcast:hazelcast, version 5.7.0, or set it to auto");
		}
	}

}
