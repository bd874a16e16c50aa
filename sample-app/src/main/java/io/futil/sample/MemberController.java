package io.futil.sample;

import java.util.List;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the live page who is in the cluster: nobody, where there is none.
 */
@RestController
final class MemberController {

	private final ObjectProvider<ClusterMembers> members;

	MemberController(ObjectProvider<ClusterMembers> members) {
		this.members = members;
	}

	@GetMapping("/members")
	List<ClusterMember> members() {
		ClusterMembers members = this.members.getIfAvailable();
		return (members != null) ? members.all() : List.of();
	}

}
