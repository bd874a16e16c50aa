package io.futil.cluster;

/**
 * A member of the cluster, as this one knows it.
 *
 * @param id its identity, new with each start
 * @param name its host and port
 * @param local whether it is this one
 * @param state whether it takes tasks
 * @param capacity tasks it runs at once, 0 until it has said so, or if it takes none
 * @param running tasks that run there, whoever sent them
 * @param queued tasks that wait there for a thread
 * @param completed tasks that have ended there since it started
 * @param inFlight tasks of this member that it has now
 */
public record ClusterMember(String id, String name, boolean local, State state, int capacity, int running, int queued,
		long completed, int inFlight) {

	/**
	 * Whether a member takes tasks.
	 */
	public enum State {

		/** It does. */
		UP,

		/** Nothing was heard of it for {@code futil.cluster.member-timeout}. */
		SILENT,

		/** It is stopping: it ends what runs and takes nothing new. */
		DRAINING

	}

}
