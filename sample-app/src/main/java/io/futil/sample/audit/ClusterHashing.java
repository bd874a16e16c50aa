package io.futil.sample.audit;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.cluster.ClusterTask;
import io.futil.cluster.ClusterTasks;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Hashes files on {@code workers}: each member of the cluster does some of them. To hash
 * a file twice does no harm, so what a lost member had is hashed by another one.
 */
@Component
@Profile("cluster")
final class ClusterHashing implements Hashing {

	private static final ClusterTask<FileClaim, MemberComparison> HASH = ClusterTasks
		.bean(MemberHasher.class, MemberHasher::hash)
		.idempotent();

	private final FanOutOperations workers;

	ClusterHashing(FanOutOperations fanOut) {
		this.workers = fanOut.on("workers").named("hash-files");
	}

	@Override
	public void hash(List<Claim> claims, Consumer<Hashed> consumer) {
		List<FileClaim> travelling = claims.stream().map(FileClaim::of).toList();
		try (Stream<TaskResult<FileClaim, MemberComparison>> results = this.workers.asCompleted(travelling, HASH)) {
			results.peek(Hashing::requireEnded)
				.map((result) -> hashed(claims.get(result.index()).candidate(), result))
				.forEach(consumer);
		}
	}

	private static Hashed hashed(Candidate candidate, TaskResult<FileClaim, MemberComparison> result) {
		return result.error().map((failure) -> Hashed.failed(candidate, failure)).orElseGet(() -> {
			MemberComparison value = result.value();
			return Hashed.of(candidate, value.comparison(), value.millis(), value.member());
		});
	}

}
