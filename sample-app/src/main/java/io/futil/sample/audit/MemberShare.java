package io.futil.sample.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a member of the cluster has done of an audit.
 *
 * @param member the name of the member
 * @param files how many files it has hashed
 * @param bytes their size
 */
record MemberShare(String member, long files, long bytes) {

	/** By the names of the members; none without a cluster. */
	static List<MemberShare> of(List<Hashed> hashed) {
		Map<String, MemberShare> shares = new TreeMap<>();
		for (Hashed file : hashed) {
			if (file.member() != null) {
				shares.merge(file.member(), new MemberShare(file.member(), 1, file.finding().bytes()),
						MemberShare::plus);
			}
		}
		return new ArrayList<>(shares.values());
	}

	private MemberShare plus(MemberShare other) {
		return new MemberShare(this.member, this.files + other.files, this.bytes + other.bytes);
	}

}
