package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Replica;
import io.futil.docs.Domain.Row;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;

import static java.time.Duration.ofSeconds;

/**
 * Recipe: the first two of three replicas decide.
 */
final class QuorumRead {

	private final FanOutOperations fanOut;

	QuorumRead(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	List<Row> twoOf(List<Replica> replicas) {
		try (var reads = this.fanOut.named("quorum").timeout(ofSeconds(2)).asCompleted(replicas, Replica::read)) {
			List<Row> rows = reads.filter(TaskResult::ok).limit(2).map(TaskResult::value).toList();
			if (rows.size() < 2) {
				throw new IllegalStateException("Less than two of " + replicas.size() + " replicas have answered");
			}
			return rows;
		}
	}

}
