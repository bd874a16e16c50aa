package io.futil.sample.audit;

import java.io.IOException;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Hashes the files that members of the cluster ask for, in the repository of this one.
 */
@Component
@Profile("cluster")
final class MemberHasher {

	private final Repository repository;

	private final ClusterMembers members;

	private final FileHasher hasher = new FileHasher();

	MemberHasher(AuditProperties properties, ClusterMembers members) {
		this.repository = new Repository(AuditTarget.of(properties).root());
		this.members = members;
	}

	MemberComparison hash(FileClaim claim) throws IOException {
		Stopwatch stopwatch = new Stopwatch();
		Comparison comparison = this.hasher.compare(this.repository.file(claim.file()), claim.expected(),
				claim.illegible());
		return new MemberComparison(name(), comparison, stopwatch.millis());
	}

	/** Known once it has joined, which it has when others ask. */
	private String name() {
		return this.members.all()
			.stream()
			.filter(ClusterMember::local)
			.map(ClusterMember::name)
			.findFirst()
			.orElse("unknown");
	}

}
