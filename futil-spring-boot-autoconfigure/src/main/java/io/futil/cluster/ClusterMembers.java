package io.futil.cluster;

import java.util.List;

/**
 * The members of the cluster and how busy they are, for a page or a log. A bean of an
 * application that has an executor with {@code threads: cluster}.
 *
 * <pre class="code">
 * this.members.all().forEach((member) -&gt; log(member.name() + " runs " + member.running()));
 * </pre>
 */
public interface ClusterMembers {

	/**
	 * The members that are there now, this one first. What they say of themselves is up
	 * to a second old.
	 * @return an unmodifiable list
	 */
	List<ClusterMember> all();

	/**
	 * Tasks that other members have sent here and that were not run, because they named a
	 * bean or a type that is not allowed or not there.
	 * @return how many since the start
	 */
	long refused();

}
