package io.futil.cluster;

import java.util.Map;

import io.futil.fanout.spi.Scope;

/**
 * Takes something of the caller's context to the member that runs its task. Nothing
 * travels unless a bean of this type says so, the security context least of all: what a
 * member is told it has to believe.
 *
 * <pre class="code">
 * &#64;Bean
 * ClusterContextPropagator tenant() { ... }
 * </pre>
 */
public interface ClusterContextPropagator {

	/**
	 * What is to travel. Called on the thread that sends a task, in the caller's context.
	 * @return names and values; names of different propagators must differ
	 */
	Map<String, String> capture();

	/**
	 * Set up what has come. Called on the member, around the task.
	 * @param captured all that has travelled, of all propagators
	 * @return undoes it
	 */
	Scope restore(Map<String, String> captured);

}
