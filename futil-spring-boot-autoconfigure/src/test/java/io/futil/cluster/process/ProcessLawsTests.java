package io.futil.cluster.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterTasks;
import io.futil.cluster.process.Numbers.Answer;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What holds of a call holds across two virtual machines, and three.
 */
@Timeout(180)
@ParameterizedClass
@ValueSource(ints = { 1, 2 })
class ProcessLawsTests {

	private static ProcessCluster cluster;

	@Parameter
	private int workers;

	@BeforeParameterizedClassInvocation
	static void join(int workers) {
		cluster = new ProcessCluster();
		assertThatExceptionOfType(FanOutRejectedException.class)
			.isThrownBy(() -> cluster.fanOut().map(Squares.questions(3), Squares.SQUARE))
			.withMessageContaining("No member of cluster");
		cluster.workers(workers);
	}

	@AfterParameterizedClassInvocation
	static void leave() {
		cluster.close();
	}

	private List<Long> pids() {
		return cluster.workers(this.workers).stream().map(WorkerProcess::pid).toList();
	}

	@Test
	void resultsFollowTheItemsAndAllWorkersHaveAnswered() {
		List<Answer> answers = cluster.fanOut().map(Squares.questions(2000), Squares.SQUARE);
		Squares.assertAllAnswered(answers, 2000);
		assertThat(answers).extracting(Answer::pid).hasSameElementsAs(pids());
	}

	@Test
	void aFailureArrivesAsTheSameTypeWithTheRemoteStack() {
		assertThatIllegalStateException()
			.isThrownBy(() -> cluster.fanOut()
				.map(IntStream.range(0, 100).boxed().toList(), ClusterTasks.bean(Numbers.class, Numbers::failing)))
			.withMessage("seven")
			.satisfies((ex) -> assertThat(ex.getStackTrace())
				.anyMatch((frame) -> frame.getClassName().equals(Numbers.class.getName())
						&& frame.getMethodName().equals("failing")));
	}

	@Test
	void aDeadlineEndsTheCallAndInterruptsTheWorker() {
		assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(() -> cluster.fanOut()
			.timeout(Duration.ofMillis(500))
			.map(List.of(1), ClusterTasks.bean(Numbers.class, Numbers::waiting)));
		// Its slot is free again only once the task has ended there.
		ProcessCluster.await(() -> cluster.others().stream().allMatch((member) -> member.inFlight() == 0));
	}

	@Test
	void annotatedMethodsRunOnWorkersAndAreRetried() throws Exception {
		List<Long> pids = pids();
		RetriedNumbers numbers = cluster.bean(RetriedNumbers.class);
		assertThat(numbers.whereAfterFailure("a")).isIn(pids);
		assertThat(numbers.whereLater("b").get()).isIn(pids);
		assertThat(numbers.doubled(IntStream.range(0, 95).boxed().toList()))
			.isEqualTo(IntStream.range(0, 95).map((number) -> 2 * number).boxed().toList());
	}

}
