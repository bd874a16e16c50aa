package io.futil.sample.audit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.futil.fanout.FanOutOperations;
import org.springframework.stereotype.Component;

/**
 * Audits a tree: walks it, reads the checksums on {@code io}, has the files hashed and
 * takes the results as they come.
 */
@Component
final class Audit {

	private final FanOutOperations io;

	private final Hashing hashing;

	private final ChecksumReader reader = new ChecksumReader();

	private final FileHasher hasher = new FileHasher();

	Audit(FanOutOperations fanOut, Hashing hashing) {
		this.io = fanOut.on("io").named("read-checksums");
		this.hashing = hashing;
	}

	AuditReport run(Path root, PrintStream out) {
		out.println("Looking for checksums below " + Reasons.printable(root.toString()));
		Instant startedAt = Instant.now();
		Tree tree = TreeWalk.walk(root);
		List<Finding> findings = new ArrayList<>(tree.unreadable());
		List<Hashed> hashed = new ArrayList<>();
		Stopwatch stopwatch = new Stopwatch();
		try (ProgressDisplay progress = ProgressDisplay.of(tree.candidates(), out)) {
			verify(tree.candidates(), (file) -> {
				findings.add(file.finding());
				if (file.ok()) {
					hashed.add(file);
				}
				progress.step(file.candidate());
			});
		}
		double millis = stopwatch.millis();
		if (!hashed.isEmpty()) {
			out.println("Doing some of it again, one after the other and fanned out, for comparison");
		}
		return AuditReport.of(root, startedAt, millis, findings, tree.missing(), sample(hashed),
				MemberShare.of(hashed));
	}

	private void verify(List<Candidate> candidates, Consumer<Hashed> consumer) {
		this.hashing.hash(this.io.mapOrElse(candidates, this.reader::read, Claim::unreadable), consumer);
	}

	private Sample sample(List<Hashed> hashed) {
		return Sample.of(hashed.stream().map(Hashed::candidate).toList(),
				(candidate) -> this.hasher.compare(this.reader.read(candidate)),
				(candidates) -> verify(candidates, (file) -> {
				}));
	}

}
