package io.futil.sample.audit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.springframework.stereotype.Component;

/**
 * Audits a tree: walks it, reads the checksums on {@code io}, hashes the files on
 * {@code cpu} and takes the results as they come.
 */
@Component
final class Audit {

	private final FanOutOperations io;

	private final FanOutOperations cpu;

	private final ChecksumReader reader = new ChecksumReader();

	private final FileHasher hasher = new FileHasher();

	Audit(FanOutOperations fanOut) {
		this.io = fanOut.on("io").named("read-checksums");
		this.cpu = fanOut.on("cpu").named("hash-files");
	}

	AuditReport run(Path root, PrintStream out) {
		out.println("Looking for checksums below " + Reasons.printable(root.toString()));
		Instant startedAt = Instant.now();
		Tree tree = TreeWalk.walk(root);
		List<Finding> findings = new ArrayList<>(tree.unreadable());
		List<Candidate> hashed = new ArrayList<>();
		Stopwatch stopwatch = new Stopwatch();
		try (ProgressDisplay progress = ProgressDisplay.of(tree.candidates(), out)) {
			verify(tree.candidates(), (result) -> {
				Finding finding = Finding.of(result);
				findings.add(finding);
				if (result.ok()) {
					hashed.add(result.item().candidate());
				}
				progress.step(result.item().candidate());
			});
		}
		double millis = stopwatch.millis();
		if (!hashed.isEmpty()) {
			out.println("Doing some of it again, one after the other and fanned out, for comparison");
		}
		return AuditReport.of(root, startedAt, millis, findings, tree.missing(), sample(hashed));
	}

	private void verify(List<Candidate> candidates, Consumer<TaskResult<Claim, Comparison>> consumer) {
		List<Claim> claims = this.io.mapOrElse(candidates, this.reader::read, Claim::unreadable);
		try (Stream<TaskResult<Claim, Comparison>> results = this.cpu.asCompleted(claims, this.hasher::compare)) {
			results.map(Audit::requireEnded).forEach(consumer);
		}
	}

	private Sample sample(List<Candidate> hashed) {
		return Sample.of(hashed, (candidate) -> this.hasher.compare(this.reader.read(candidate)),
				(candidates) -> verify(candidates, (result) -> {
				}));
	}

	/**
	 * A file that was never looked at, because the application is shutting down, is not
	 * unreadable: an audit that was cut short has no report.
	 */
	private static TaskResult<Claim, Comparison> requireEnded(TaskResult<Claim, Comparison> result) {
		if (result instanceof TaskResult.Failure<Claim, Comparison> failure
				&& failure.reason() != TaskResult.Reason.FAILED) {
			throw new CancellationException("a file was " + failure.reason() + " by its executor");
		}
		return result;
	}

}
