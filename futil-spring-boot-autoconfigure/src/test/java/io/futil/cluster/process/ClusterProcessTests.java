package io.futil.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterMember;
import io.futil.cluster.ClusterMembers;
import io.futil.cluster.ClusterTask;
import io.futil.cluster.ClusterTasks;
import io.futil.cluster.process.Numbers.Answer;
import io.futil.cluster.process.Numbers.Question;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A cluster of three virtual machines on the loopback interface: this one, which sends
 * only, and two workers, which the last tests kill, freeze and stop. So they have an
 * order: each takes what the one before has left.
 */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterProcessTests {

	private static final ClusterTask<Question, Answer> SQUARE = ClusterTasks.bean(Numbers.class, Numbers::square);

	private static final ClusterTask<Question, Answer> SLOW_SQUARE = ClusterTasks.bean(Numbers.class,
			Numbers::slowSquare);

	private static final List<WorkerProcess> WORKERS = new ArrayList<>();

	private static String[] settings;

	private static ConfigurableApplicationContext context;

	private static FanOutOperations fanOut;

	@BeforeAll
	static void join() {
		int port = freePort();
		settings = new String[] { "--futil.cluster.name=test-" + port, "--futil.cluster.port=" + port,
				"--futil.cluster.port-count=20", "--futil.cluster.member-timeout=2s",
				"--futil.cluster.members=127.0.0.1:" + port };
		List<String> mine = new ArrayList<>(List.of(settings));
		mine.add("--futil.cluster.local=never");
		context = ClusterApplication.start(mine.toArray(String[]::new));
		fanOut = context.getBean(FanOutOperations.class).on("reports");
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@AfterAll
	static void leave() {
		WORKERS.forEach(WorkerProcess::close);
		context.close();
	}

	/** Two workers that take tasks, started if there are not so many. */
	private static List<WorkerProcess> workers() {
		WORKERS.removeIf((worker) -> !worker.isAlive());
		List<WorkerProcess> started = IntStream.range(WORKERS.size(), 2)
			.mapToObj((i) -> WorkerProcess.starting(settings))
			.toList();
		WORKERS.addAll(started);
		started.forEach(WorkerProcess::ready);
		await(() -> members(ClusterMember.State.UP) == 2);
		return List.copyOf(WORKERS);
	}

	private static long members(ClusterMember.State state) {
		return context.getBean(ClusterMembers.class)
			.all()
			.stream()
			.filter((member) -> !member.local() && member.capacity() > 0 && member.state() == state)
			.count();
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
	}

	private static List<Question> questions(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Question(i, "number " + i)).toList();
	}

	private static void assertAllAnswered(List<Answer> answers, int count) {
		assertThat(answers).extracting(Answer::number)
			.containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
		assertThat(answers).allMatch((answer) -> answer.square().equals(BigDecimal.valueOf(answer.number()).pow(2)));
	}

	@Test
	@Order(1)
	void withoutAnotherMemberACallIsRefusedAtOnce() {
		assertThatExceptionOfType(FanOutRejectedException.class).isThrownBy(() -> fanOut.map(questions(3), SQUARE));
	}

	@Test
	@Order(2)
	void resultsFollowTheItemsAndBothWorkersHaveAnswered() {
		Set<Long> pids = new HashSet<>();
		workers().forEach((worker) -> pids.add(worker.pid()));
		List<Answer> answers = fanOut.map(questions(2000), SQUARE);
		assertAllAnswered(answers, 2000);
		assertThat(answers).extracting(Answer::pid).hasSameElementsAs(pids);
	}

	@Test
	@Order(3)
	void aFailureArrivesAsTheSameTypeWithTheRemoteStack() {
		workers();
		assertThatIllegalStateException()
			.isThrownBy(() -> fanOut.map(IntStream.range(0, 100).boxed().toList(),
					ClusterTasks.bean(Numbers.class, Numbers::failing)))
			.withMessage("seven")
			.satisfies((ex) -> assertThat(ex.getStackTrace())
				.anyMatch((frame) -> frame.getClassName().equals(Numbers.class.getName())
						&& frame.getMethodName().equals("failing")));
	}

	@Test
	@Order(4)
	void aDeadlineEndsTheCallAndInterruptsTheWorker() {
		workers();
		assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(() -> fanOut.timeout(Duration.ofMillis(500))
			.map(List.of(1), ClusterTasks.bean(Numbers.class, Numbers::waiting)));
		// Its slot is free again only once the task has ended there.
		await(() -> context.getBean(ClusterMembers.class).all().stream().allMatch((member) -> member.inFlight() == 0));
	}

	@Test
	@Order(5)
	void annotatedMethodsRunOnWorkersAndAreRetried() throws Exception {
		Set<Long> pids = new HashSet<>();
		workers().forEach((worker) -> pids.add(worker.pid()));
		RetriedNumbers numbers = context.getBean(RetriedNumbers.class);
		assertThat(numbers.whereAfterFailure("a")).isIn(pids);
		assertThat(numbers.whereLater("b").get()).isIn(pids);
		assertThat(numbers.doubled(IntStream.range(0, 95).boxed().toList()))
			.isEqualTo(IntStream.range(0, 95).map((number) -> 2 * number).boxed().toList());
	}

	@Test
	@Order(6)
	void eachItemHasOneResultAlthoughAWorkerIsKilled() throws Exception {
		List<WorkerProcess> workers = workers();
		FanOutFuture<List<Answer>> answers = underWay();
		workers.get(0).kill();
		assertAllAnswered(answers.get(), 10_000);
	}

	@Test
	@Order(7)
	void eachItemHasOneResultAlthoughAWorkerHangs() throws Exception {
		List<WorkerProcess> workers = workers();
		FanOutFuture<List<Answer>> answers = underWay();
		try {
			workers.get(0).freeze();
			assertAllAnswered(answers.get(), 10_000);
		}
		finally {
			// Or the tests behind this would count it as one of their workers.
			workers.get(0).kill();
		}
	}

	/** A call that has some results and lacks many. */
	private static FanOutFuture<List<Answer>> underWay() {
		Halfway halfway = new Halfway(1000);
		FanOutFuture<List<Answer>> answers = fanOut.onProgress(halfway)
			.async()
			.map(questions(10_000), SLOW_SQUARE.idempotent());
		halfway.await();
		return answers;
	}

	@Test
	@Order(8)
	void whatIsNotIdempotentFailsWithItsMember() throws Exception {
		List<WorkerProcess> workers = workers();
		List<FanOutFuture<Integer>> waiting = IntStream.range(0, 8)
			.mapToObj((i) -> fanOut.submit(ClusterTasks.bean(Numbers.class, Numbers::waiting).with(i)))
			.toList();
		await(() -> context.getBean(ClusterMembers.class)
			.all()
			.stream()
			.filter((member) -> !member.local())
			.allMatch((member) -> member.running() == 4));
		workers.get(0).kill();
		await(() -> waiting.stream().filter(FanOutFuture::isDone).count() == 4);
		assertThat(waiting).filteredOn(FanOutFuture::isDone)
			.allSatisfy((task) -> assertThatExceptionOfType(ExecutionException.class).isThrownBy(task::get)
				.withMessageContaining("was lost with member"));
		waiting.forEach((task) -> task.cancel(true));
	}

	@Test
	@Order(9)
	void aWorkerThatIsAskedToStopLosesNothing() throws Exception {
		List<WorkerProcess> workers = workers();
		Halfway halfway = new Halfway(500);
		FanOutFuture<List<Answer>> answers = fanOut.onProgress(halfway).async().map(questions(5000), SLOW_SQUARE);
		halfway.await();
		workers.get(0).terminate();
		assertThat(workers.get(0).awaitExit()).isTrue();
		assertAllAnswered(answers.get(), 5000);
	}

}
