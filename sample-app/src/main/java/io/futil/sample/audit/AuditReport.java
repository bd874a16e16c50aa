package io.futil.sample.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The outcome of an audit. {@code files} is the sum of {@code intact}, {@code corrupt}
 * and {@code unreadable}.
 *
 * @param root the directory that was audited
 * @param startedAt when
 * @param millis how long it took to read the checksums and hash the files
 * @param files how many files have a checksum beside them
 * @param bytes how much was hashed
 * @param bytesPerSecond the throughput
 * @param intact how many files are what was published
 * @param corrupt how many are not
 * @param unreadable of how many nobody knows
 * @param missing how many checksums have no file beside them; not counted in
 * {@code files}
 * @param problems the files that are not intact
 * @param slowest the files that took longest
 * @param sample what a part of it took one after the other
 * @param members who in the cluster has hashed how much; empty without a cluster
 */
record AuditReport(String root, Instant startedAt, double millis, long files, long bytes, long bytesPerSecond,
		long intact, long corrupt, long unreadable, long missing, List<Finding> problems, List<Finding> slowest,
		Sample sample, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MemberShare> members) {

	private static final int SLOWEST = 5;

	static AuditReport of(Path root, Instant startedAt, double millis, List<Finding> findings, long missing,
			Sample sample, List<MemberShare> members) {
		long bytes = findings.stream().mapToLong(Finding::bytes).sum();
		return new AuditReport(root.toString(), startedAt, millis, findings.size(), bytes,
				Math.round(bytes / Math.max(millis, 0.001) * 1000), count(findings, Verdict.INTACT),
				count(findings, Verdict.CORRUPT), count(findings, Verdict.UNREADABLE), missing, problems(findings),
				slowest(findings), sample, members);
	}

	private static long count(List<Finding> findings, Verdict verdict) {
		return findings.stream().filter((finding) -> finding.verdict() == verdict).count();
	}

	private static List<Finding> problems(List<Finding> findings) {
		return findings.stream()
			.filter((finding) -> finding.verdict() != Verdict.INTACT)
			.sorted(Comparator.comparing(Finding::verdict).thenComparing(Finding::file))
			.toList();
	}

	private static List<Finding> slowest(List<Finding> findings) {
		return findings.stream()
			.filter((finding) -> finding.millis() > 0)
			.sorted(Comparator.comparingDouble(Finding::millis).reversed())
			.limit(SLOWEST)
			.toList();
	}

}
