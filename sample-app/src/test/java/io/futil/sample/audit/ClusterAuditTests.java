package io.futil.sample.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import io.futil.cluster.ClusterMember;
import io.futil.fanout.FanOutOperations;
import io.futil.sample.ClusterSample;
import io.futil.sample.Reply;
import io.futil.sample.SampleProcess;
import io.futil.sample.SmallTree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An audit by two workers in processes of their own: it finds what an audit here does,
 * and says who has hashed how much. The last test stops one of them.
 */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterAuditTests {

	private static final int MANY = 400;

	private static final int SIGTERM = 128 + 15;

	@TempDir
	static Path root;

	private static ClusterSample sample;

	@BeforeAll
	static void start() throws IOException {
		SmallTree.plant(root);
		SmallTree.plantMany(root, MANY);
		sample = ClusterSample.start(root, 2);
	}

	@AfterAll
	static void stop() throws IOException {
		if (sample != null) {
			sample.close();
		}
	}

	@Test
	@Order(1)
	void findsTheSameAsHere() {
		FanOutOperations fanOut = sample.context().getBean(FanOutOperations.class);
		AuditReport here = run(new Audit(fanOut, new LocalHashing(fanOut)));
		AuditReport there = run(sample.context().getBean(Audit.class));
		assertThat(there).usingRecursiveComparison()
			.ignoringFields("startedAt", "millis", "bytesPerSecond", "slowest", "sample", "members")
			.ignoringFieldsMatchingRegexes("problems.*millis")
			.isEqualTo(here);
		assertThat(here.members()).isEmpty();
		assertThat(ReportTable.of(here)).doesNotContain("Who has hashed");
	}

	@Test
	@Order(2)
	void saysWhoHasHashedHowMuch() {
		AuditReport report = run(sample.context().getBean(Audit.class));
		List<String> workers = sample.members()
			.stream()
			.filter((member) -> !member.local())
			.map(ClusterMember::name)
			.toList();
		assertThat(report.members()).extracting(MemberShare::member).hasSameElementsAs(workers);
		assertThat(report.members()).allSatisfy((share) -> assertThat(share.files()).isPositive());
		assertThat(report.members().stream().mapToLong(MemberShare::files).sum())
			.isEqualTo(MANY + SmallTree.INTACT + SmallTree.CORRUPT);
		assertThat(report.members().stream().mapToLong(MemberShare::bytes).sum()).isEqualTo(report.bytes());
		assertThat(ReportTable.of(report)).contains("Who has hashed").contains(workers);
	}

	@Test
	@Order(3)
	void thePageIsToldOfTheMembers() {
		sample.await((members) -> members.stream().allMatch((member) -> member.running() == 0)
				&& members.stream().mapToLong(ClusterMember::completed).sum() >= MANY);
		JsonNode members = Reply.of(sample.port(), "/members").body();
		assertThat(members.values()).hasSize(3).allSatisfy((member) -> {
			assertThat(member.path("name").asString()).startsWith("127.0.0.1:");
			assertThat(member.path("state").asString()).isEqualTo("UP");
			assertThat(member.path("capacity").asInt()).isPositive();
			assertThat(member.path("inFlight").asInt()).isZero();
			assertThat(member.path("queued").isNumber()).isTrue();
		});
		assertThat(members.path(0).path("local").asBoolean()).isTrue();
		assertThat(members.path(0).path("completed").asLong()).isZero();
	}

	@Test
	@Order(4)
	void aWorkerStaysUntilItIsStoppedAndTheOtherOneGoesOn() throws Exception {
		SampleProcess worker = sample.workers().get(0);
		worker.terminate();
		assertThat(worker.exitCode()).isEqualTo(SIGTERM);
		assertThat(worker.errors()).filteredOn((line) -> !isOfHazelcastsUnsafe(line)).isEmpty();
		sample.await((members) -> members.size() == 2);
		AuditReport report = run(sample.context().getBean(Audit.class));
		assertThat(report.intact()).isEqualTo(MANY + SmallTree.INTACT);
		assertThat(report.members()).hasSize(1);
	}

	/** Newer JVMs say that Hazelcast uses what will go. */
	private static boolean isOfHazelcastsUnsafe(String line) {
		return line.startsWith("WARNING: ") && (line.contains("sun.misc.Unsafe") || line.contains("com.hazelcast"));
	}

	private static AuditReport run(Audit audit) {
		return audit.run(root, new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8));
	}

}
