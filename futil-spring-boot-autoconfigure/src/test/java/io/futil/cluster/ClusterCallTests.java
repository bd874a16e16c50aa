package io.futil.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.cluster.TestMember.Options;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import io.futil.fanout.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The verbs on three members that are joined by a network in this virtual machine: one
 * that only sends, and two that run.
 */
@Timeout(60)
class ClusterCallTests {

	private static final ClusterTask<Integer, Integer> TWICE = ClusterTasks.bean(Works.class, Works::twice);

	private static final ClusterTask<Integer, Integer> HELD = ClusterTasks.bean(Works.class, Works::held);

	private final LocalNetwork network = new LocalNetwork();

	private final Works here = new Works("here");

	private final Works one = new Works("one");

	private final Works two = new Works("two");

	private final List<TestMember> members = new ArrayList<>();

	private TestMember caller;

	@BeforeEach
	void join() {
		this.caller = member("here", Options.DEFAULT.local(LocalTasks.NEVER), this.here);
		member("one", Options.DEFAULT, this.one);
		member("two", Options.DEFAULT, this.two);
	}

	private TestMember member(String name, Options options, Works works) {
		TestMember member = new TestMember(this.network, name, options, works);
		this.members.add(member);
		this.network.settle();
		return member;
	}

	@AfterEach
	void leave() {
		List.of(this.here, this.one, this.two).forEach((works) -> works.gate.countDown());
		this.members.forEach(TestMember::close);
		this.network.close();
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	// Order, values, shapes

	@Test
	void resultsAreInTheOrderOfTheItemsAndBothMembersHaveHelped() {
		assertThat(this.caller.fanOut.map(numbers(1000), TWICE))
			.isEqualTo(numbers(1000).stream().map((number) -> 2 * number).toList());
		assertThat(this.one.seen).isNotEmpty();
		assertThat(this.two.seen).isNotEmpty();
		assertThat(this.one.calls.get() + this.two.calls.get()).isEqualTo(1000);
		assertThat(this.here.calls).hasValue(0);
	}

	@Test
	void allVerbsRunOnMembers() throws Exception {
		assertThat(this.caller.fanOut.filter(numbers(10), ClusterTasks.bean(Works.class, Works::isEven)))
			.containsExactly(0, 2, 4, 6, 8);
		this.caller.fanOut.forEach(numbers(10), ClusterTasks.action(Works.class, Works::note));
		assertThat(this.one.seen.size() + this.two.seen.size()).isEqualTo(10);
		assertThat(this.caller.fanOut.results(numbers(10), TWICE)).extracting(TaskResult::value)
			.isEqualTo(numbers(10).stream().map((number) -> 2 * number).toList());
		assertThat(this.caller.fanOut.stream(numbers(10), TWICE).collect(Collectors.toList()))
			.isEqualTo(numbers(10).stream().map((number) -> 2 * number).toList());
		assertThat(this.caller.fanOut.asCompleted(numbers(10), TWICE).map(TaskResult::value))
			.containsExactlyInAnyOrderElementsOf(numbers(10).stream().map((number) -> 2 * number).toList());
		assertThat(this.caller.fanOut.scatterGather(
				Tasks.<Object>of("a", TWICE.with(1)).and("b", ClusterTasks.bean(Works.class, Works::where).with(0))))
			.containsEntry("a", 2)
			.containsOnlyKeys("a", "b")
			.extractingByKey("b")
			.isIn("one", "two");
		assertThat(this.caller.fanOut.firstSuccess(Map.of("only", TWICE.with(4))).value()).isEqualTo(8);
		assertThat(this.caller.fanOut.submit(TWICE.with(5)).get()).isEqualTo(10);
		assertThat(this.caller.fanOut.async().map(numbers(3), TWICE).get()).containsExactly(0, 2, 4);
		assertThat(this.caller.fanOut.<Integer>gather((gather) -> gather.require("a", TWICE.with(6)).get()))
			.isEqualTo(12);
		assertThat(this.caller.fanOut.mapOrDefault(numbers(5), ClusterTasks.bean(Works.class, Works::failing), -1))
			.containsExactly(0, 1, 2, -1, 4);
	}

	@Test
	void nullsAreItemsAndValues() {
		assertThat(
				this.caller.fanOut.map(Arrays.asList("a", null, "b"), ClusterTasks.bean(Works.class, Works::nothing)))
			.containsExactly("a", null, "b");
	}

	// What does not travel

	@Test
	void codeIsRefusedBeforeAnythingStarts() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.caller.fanOut.map(numbers(3), (number) -> number))
			.withMessageContaining("'map'")
			.withMessageContaining("ClusterTasks.bean(PriceService.class, PriceService::price)");
		assertThatIllegalArgumentException().isThrownBy(() -> this.caller.fanOut.submit(() -> 1))
			.withMessageContaining(".with(item)");
		assertThatIllegalArgumentException().isThrownBy(
				() -> this.caller.fanOut.scatterGather(Tasks.<Integer>of("a", TWICE.with(1)).and("b", () -> 2)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ClusterTasks.bean(Works.class, (Works works, Integer number) -> works.twice(number)))
			.withMessageContaining("Works::price");
		assertThat(this.one.calls.get() + this.two.calls.get()).isZero();
	}

	@Test
	void aTaskOfTheClusterDoesNotRunOnAnotherExecutor() {
		assertThatIllegalStateException().isThrownBy(() -> TWICE.applyWithException(1))
			.withMessageContaining("Works.twice")
			.withMessageContaining("threads: cluster");
	}

	@Test
	void anItemThatCannotTravelFailsBeforeAnythingIsSent() {
		assertThatThrownBy(
				() -> this.caller.fanOut.map(List.of(new Object()), ClusterTasks.bean(Works.class, Works::any)))
			.isInstanceOf(UntravelableTypeException.class)
			.hasMessageContaining("java.lang.Object");
		assertThat(this.one.calls.get() + this.two.calls.get()).isZero();
	}

	@Test
	void aResultThatCannotTravelFailsItsTask() {
		assertThatThrownBy(() -> this.caller.fanOut.map(List.of(1), ClusterTasks.bean(Works.class, Works::strange)))
			.isInstanceOf(UntravelableTypeException.class)
			.hasMessageContaining("java.lang.Object");
	}

	@Test
	void aBeanOutsideOfTheAllowedPackagesIsRefusedWithTheKey() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.caller.fanOut.map(List.of("a"),
					ClusterTasks.bean(StringBuilder.class, StringBuilder::indexOf)))
			.withMessageContaining("java.lang.StringBuilder")
			.withMessageContaining("futil.cluster.allowed-packages");
	}

	// Failure

	@Test
	void aFailureArrivesAsItWasThrownWithTheStackOfTheMember() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.caller.fanOut.map(numbers(10), ClusterTasks.bean(Works.class, Works::failing)))
			.withMessage("three")
			.satisfies((ex) -> assertThat(Arrays.stream(ex.getStackTrace()).map(StackTraceElement::getMethodName))
				.contains("failing"));
	}

	@Test
	void aFailureInterruptsWhatRunsOnMembers() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.caller.fanOut.scatterGather(Tasks.<Integer>of("held", HELD.with(1))
				.and("failing", ClusterTasks.bean(Works.class, Works::failing).with(3))));
		Works held = (this.one.entered.getCount() == 0) ? this.one : this.two;
		// It may not have started, and then it never will.
		if (held.entered.getCount() == 0) {
			assertThat(await(held.interrupted)).isTrue();
		}
	}

	// Deadline and cancellation

	@Test
	void aDeadlineEndsTheCallThoughTheMemberGoesOn() {
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> this.caller.fanOut.timeout(Duration.ofMillis(300))
				.map(List.of(1), ClusterTasks.bean(Works.class, Works::stubborn)));
		Works works = (this.one.entered.getCount() == 0) ? this.one : this.two;
		assertThat(await(works.interrupted)).isTrue();
		assertThat(inFlight()).as("its slot is taken until it has ended").isEqualTo(1);
		works.gate.countDown();
		assertNothingIsInFlight();
	}

	@Test
	void cancellingAFutureInterruptsItsTaskOnTheMember() {
		FanOutFuture<Integer> future = this.caller.fanOut.submit(HELD.with(1));
		Works works = whereItIsHeld();
		future.cancel(true);
		assertThat(await(works.interrupted)).isTrue();
		assertNothingIsInFlight();
	}

	@Test
	void aTaskTimeoutInterruptsTheTaskOnTheMember() {
		assertThatExceptionOfType(FanOutTimeoutException.class)
			.isThrownBy(() -> this.caller.fanOut.taskTimeout(Duration.ofMillis(300)).map(List.of(1), HELD));
		assertThat(await(whereItIsHeld().interrupted)).isTrue();
	}

	// Retry

	@Test
	void aTaskIsRetriedFromHere() {
		this.members.get(2).transport.kill();
		assertThat(this.caller.fanOut.retry(RetrySettings.maxAttempts(2).delay(Duration.ZERO))
			.results(List.of(7), ClusterTasks.bean(Works.class, Works::failingOnce))).singleElement()
			.satisfies((result) -> {
				assertThat(result.value()).isEqualTo(7);
				assertThat(result.attempts()).isEqualTo(2);
			});
	}

	// Rejection

	@Test
	void withoutAMemberThatTakesTasksACallIsRefusedAtOnce() {
		this.members.get(1).transport.kill();
		this.members.get(2).transport.kill();
		assertThatExceptionOfType(FanOutRejectedException.class)
			.isThrownBy(() -> this.caller.fanOut.map(numbers(3), TWICE))
			.withMessageStartingWith("No worker for map on")
			.withMessageEndingWith(": No member of cluster 'test' takes tasks; 1 known, this one included, and"
					+ " futil.cluster.local is never. Start a worker, or set futil.cluster.local to fallback");
		assertThat(this.caller.fanOut.results(numbers(3), TWICE)).hasSize(3)
			.allSatisfy((result) -> assertThat(result).isInstanceOfSatisfying(TaskResult.Failure.class,
					(failure) -> assertThat(failure.reason()).isEqualTo(TaskResult.Reason.REJECTED)));
		assertThat(this.caller.fanOut.submit(TWICE.with(1))).isCompletedExceptionally();
	}

	@Test
	void aMemberThatMayFallBackRunsTheTasksItselfWhereThereIsNoOther() {
		Works works = new Works("alone");
		TestMember alone = member("alone", Options.DEFAULT.local(LocalTasks.FALLBACK), works);
		assertThat(alone.fanOut.map(numbers(100), TWICE)).hasSize(100);
		assertThat(works.calls).as("there are others").hasValue(0);
		this.members.get(1).transport.kill();
		this.members.get(2).transport.kill();
		this.caller.cluster.stop();
		this.network.settle();
		assertThat(alone.fanOut.map(numbers(100), TWICE)).hasSize(100);
		assertThat(works.calls).hasValue(100);
	}

	@Test
	void aMemberThatHelpsRunsItsShare() {
		Works works = new Works("helping");
		TestMember helping = member("helping", Options.DEFAULT, works);
		assertThat(helping.fanOut.map(numbers(1000), TWICE)).hasSize(1000);
		assertThat(works.calls).hasPositiveValue();
		assertThat(this.one.calls).hasPositiveValue();
	}

	// Helpers

	private Works whereItIsHeld() {
		while (true) {
			for (Works works : List.of(this.one, this.two)) {
				if (works.entered.getCount() == 0) {
					return works;
				}
			}
			Thread.onSpinWait();
		}
	}

	private int inFlight() {
		return this.caller.cluster.all().stream().mapToInt(ClusterMember::inFlight).sum();
	}

	private void assertNothingIsInFlight() {
		while (inFlight() > 0) {
			Thread.onSpinWait();
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
