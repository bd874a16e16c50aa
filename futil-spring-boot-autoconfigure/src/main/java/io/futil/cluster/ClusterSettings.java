package io.futil.cluster;

import java.time.Duration;
import java.util.List;

/**
 * What a member of the cluster was configured with, checked and completed.
 *
 * @param name the name of the cluster, the same on all its members
 * @param port the first port to listen at
 * @param portCount how many ports are tried, from the first on
 * @param bind the address to listen at, or a pattern that is that of one interface
 * @param members where other members may be: hosts, with a port or without
 * @param capacity how many tasks of other members run here at once, 0 for as many as the
 * executor does that runs them
 * @param runOn the name of the executor that runs the tasks which arrive here
 * @param local what this member runs itself of its own tasks
 * @param hosting whether other members may send tasks here
 * @param memberTimeout after what silence a member is given nothing new
 * @param maxPayloadBytes the size of the arguments or of the result of one task, at most
 * @param allowedPackages the packages of beans and types that other members may name,
 * beside the application's own
 * @param allowUnfiltered whether a Hazelcast instance of the application may be without a
 * filter for what it deserialises
 */
public record ClusterSettings(String name, int port, int portCount, String bind, List<String> members, int capacity,
		String runOn, LocalTasks local, boolean hosting, Duration memberTimeout, int maxPayloadBytes,
		List<String> allowedPackages, boolean allowUnfiltered) {

	/**
	 * Copies the lists.
	 * @param name the name of the cluster
	 * @param port the first port
	 * @param portCount how many ports are tried
	 * @param bind the address to listen at
	 * @param members where other members may be
	 * @param capacity how many tasks run here at once
	 * @param runOn the executor that runs them
	 * @param local what this member runs itself
	 * @param hosting whether others may send tasks here
	 * @param memberTimeout after what silence a member is given nothing new
	 * @param maxPayloadBytes the size of one task's data
	 * @param allowedPackages what other members may name
	 * @param allowUnfiltered whether an instance may be without a filter
	 */
	public ClusterSettings {
		members = List.copyOf(members);
		allowedPackages = List.copyOf(allowedPackages);
	}

	/**
	 * What a member runs itself of the tasks that it has for the cluster.
	 */
	public enum LocalTasks {

		/**
		 * Its share, as any other member.
		 */
		ALWAYS,

		/**
		 * All of them where no other member takes tasks, else none.
		 */
		FALLBACK,

		/**
		 * None. Where no other member takes tasks, they are refused.
		 */
		NEVER

	}

}
