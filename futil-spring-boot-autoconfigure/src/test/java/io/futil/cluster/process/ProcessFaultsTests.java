package io.futil.cluster.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterTasks;
import io.futil.cluster.process.Numbers.Answer;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Workers that are killed, frozen and stopped while they have tasks.
 */
@Timeout(180)
class ProcessFaultsTests {

	private static ProcessCluster cluster;

	private List<WorkerProcess> workers;

	@BeforeAll
	static void join() {
		cluster = new ProcessCluster();
	}

	@AfterAll
	static void leave() {
		cluster.close();
	}

	@BeforeEach
	void start() {
		this.workers = cluster.workers(2);
	}

	/** Or the tests behind this would count a frozen one as one of their workers. */
	@AfterEach
	void end() throws InterruptedException {
		this.workers.get(0).kill();
	}

	@Test
	void eachItemHasOneResultAlthoughAWorkerIsKilled() throws Exception {
		FanOutFuture<List<Answer>> answers = underWay();
		this.workers.get(0).kill();
		Squares.assertAllAnswered(answers.get(), 10_000);
	}

	@Test
	void eachItemHasOneResultAlthoughAWorkerHangs() throws Exception {
		FanOutFuture<List<Answer>> answers = underWay();
		this.workers.get(0).freeze();
		Squares.assertAllAnswered(answers.get(), 10_000);
	}

	/** A call that has some results and lacks many. */
	private static FanOutFuture<List<Answer>> underWay() {
		Halfway halfway = new Halfway(1000);
		FanOutFuture<List<Answer>> answers = cluster.fanOut()
			.onProgress(halfway)
			.async()
			.map(Squares.questions(10_000), Squares.SLOW_SQUARE.idempotent());
		halfway.await();
		return answers;
	}

	@Test
	void aDeadlineEndsTheCallAlthoughAllWorkersHang() throws Exception {
		this.workers.get(1).kill();
		ProcessCluster.await(() -> cluster.others().size() == 1);
		this.workers.get(0).freeze();
		assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(() -> cluster.fanOut()
			.timeout(Duration.ofMillis(500))
			.map(Squares.questions(10), Squares.SLOW_SQUARE.idempotent()));
	}

	@Test
	void whatIsNotIdempotentFailsWithItsMember() throws Exception {
		List<FanOutFuture<Integer>> waiting = IntStream.range(0, 8)
			.mapToObj((i) -> cluster.fanOut().submit(ClusterTasks.bean(Numbers.class, Numbers::waiting).with(i)))
			.toList();
		ProcessCluster.await(() -> cluster.others().stream().map(ClusterMember::running).allMatch((n) -> n == 4));
		this.workers.get(0).kill();
		ProcessCluster.await(() -> waiting.stream().filter(FanOutFuture::isDone).count() == 4);
		assertThat(waiting).filteredOn(FanOutFuture::isDone)
			.allSatisfy((task) -> assertThatExceptionOfType(ExecutionException.class).isThrownBy(task::get)
				.withMessageContaining("was lost with member"));
		waiting.forEach((task) -> task.cancel(true));
	}

	@Test
	void aWorkerThatIsAskedToStopLosesNothing() throws Exception {
		Halfway halfway = new Halfway(500);
		FanOutFuture<List<Answer>> answers = cluster.fanOut()
			.onProgress(halfway)
			.async()
			.map(Squares.questions(5000), Squares.SLOW_SQUARE);
		halfway.await();
		this.workers.get(0).terminate();
		assertThat(this.workers.get(0).awaitExit()).isTrue();
		Squares.assertAllAnswered(answers.get(), 5000);
	}

}
