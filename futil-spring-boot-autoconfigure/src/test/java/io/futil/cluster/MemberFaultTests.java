package io.futil.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.cluster.TestMember.Options;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.RetrySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Members that die, hang, come back and leave, while they have tasks.
 */
@Timeout(60)
class MemberFaultTests {

	private static final ClusterTask<Integer, Integer> HELD = ClusterTasks.bean(Works.class, Works::held);

	private final LocalNetwork network = new LocalNetwork();

	private final List<TestMember> members = new ArrayList<>();

	private final List<Works> works = new ArrayList<>();

	private final TestMember caller = member("caller", Options.DEFAULT.local(LocalTasks.NEVER), new Works("caller"));

	private TestMember member(String name, Options options, Works works) {
		TestMember member = new TestMember(this.network, name, options, works);
		this.members.add(member);
		this.works.add(works);
		return member;
	}

	@AfterEach
	void leave() {
		this.works.forEach((works) -> works.gate.countDown());
		this.members.forEach(TestMember::close);
		this.network.close();
	}

	// Lost

	@Test
	void theTaskOfALostMemberFailsAtOnceAndOthersGoOn() throws Exception {
		Works dying = new Works("dying");
		TestMember lost = member("dying", Options.DEFAULT, dying);
		FanOutFuture<Integer> future = this.caller.fanOut.submit(HELD.with(1));
		dying.entered.await();
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		FanOutFuture<Integer> other = this.caller.fanOut.submit(HELD.with(2));
		living.entered.await();
		lost.transport.kill();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
			.havingCause()
			.isInstanceOf(MemberLostException.class)
			.withMessageContaining("member dying")
			.withMessageContaining("idempotent()");
		assertThat(other).isNotDone();
		living.gate.countDown();
		assertThat(other.get()).isEqualTo(2);
	}

	@Test
	void anIdempotentTaskOfALostMemberRunsElsewhere() throws Exception {
		assertRunsElsewhere(() -> this.caller.fanOut.submit(HELD.idempotent().with(1)));
	}

	@Test
	void theTaskOfACallThatRetriesRunsElsewhereAndItIsNoSecondAttempt() throws Exception {
		assertRunsElsewhere(() -> this.caller.fanOut.retry(RetrySettings.maxAttempts(1 + 1)).submit(HELD.with(1)));
	}

	private void assertRunsElsewhere(Supplier<FanOutFuture<Integer>> call) throws Exception {
		Works dying = new Works("dying");
		TestMember lost = member("dying", Options.DEFAULT, dying);
		FanOutFuture<Integer> future = call.get();
		dying.entered.await();
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		lost.transport.kill();
		living.entered.await();
		living.gate.countDown();
		assertThat(future.get()).isEqualTo(1);
		assertThat(living.calls).hasValue(1);
	}

	@Test
	void aCallThatIsAllowedOneAttemptIsNoneThatRetries() throws Exception {
		Works dying = new Works("dying");
		TestMember lost = member("dying", Options.DEFAULT, dying);
		FanOutFuture<Integer> future = this.caller.fanOut.retry(RetrySettings.maxAttempts(1)).submit(HELD.with(1));
		dying.entered.await();
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		lost.transport.kill();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
			.havingCause()
			.isInstanceOf(MemberLostException.class);
		assertThat(living.calls).hasValue(0);
	}

	@Test
	void aTaskThatThreeMembersDieOfIsGivenUp() throws Exception {
		Works first = new Works("first");
		TestMember dying = member("first", Options.DEFAULT, first);
		FanOutFuture<Integer> future = this.caller.fanOut.submit(HELD.idempotent().with(1));
		first.entered.await();
		for (String name : List.of("second", "third")) {
			Works next = new Works(name);
			TestMember nextMember = member(name, Options.DEFAULT, next);
			dying.transport.kill();
			next.entered.await();
			dying = nextMember;
		}
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		dying.transport.kill();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
			.havingCause()
			.isInstanceOf(MemberLostException.class)
			.withMessageContaining("3 members");
		assertThat(living.calls).hasValue(0);
	}

	@Test
	void withTheLastMemberWhatWaitsIsRefused() throws Exception {
		Works dying = new Works("dying");
		TestMember lost = member("dying", Options.DEFAULT, dying);
		FanOutFuture<Integer> future = this.caller.fanOut.submit(HELD.idempotent().with(1));
		dying.entered.await();
		lost.transport.kill();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
			.havingCause()
			.isInstanceOf(FanOutRejectedException.class)
			.withMessageContaining("No member of cluster 'test' takes tasks");
	}

	@Test
	void theTasksOfAMemberThatIsGoneAreInterrupted() throws Exception {
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		TestMember leaving = member("leaving", Options.DEFAULT.local(LocalTasks.NEVER), new Works("leaving"));
		this.caller.cluster.stop();
		this.network.settle();
		leaving.fanOut.submit(HELD.with(1));
		living.entered.await();
		leaving.transport.kill();
		living.interrupted.await();
	}

	// Silent

	@Test
	void theIdempotentTasksOfASilentMemberRunElsewhereAndTheFirstOutcomeCounts() throws Exception {
		TestMember caller = member("impatient",
				Options.DEFAULT.local(LocalTasks.NEVER).memberTimeout(Duration.ofSeconds(1)), new Works("impatient"));
		this.caller.cluster.stop();
		Works hanging = new Works("hanging");
		TestMember frozen = member("hanging", Options.DEFAULT, hanging);
		FanOutFuture<Integer> idempotent = caller.fanOut.submit(HELD.idempotent().with(1));
		hanging.entered.await();
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		frozen.transport.freeze();
		living.entered.await();
		assertThat(state(caller, "hanging")).isEqualTo(ClusterMember.State.SILENT);
		living.gate.countDown();
		assertThat(idempotent.get()).isEqualTo(1);
		// What it says when it wakes up is nobody's.
		hanging.gate.countDown();
		frozen.transport.thaw();
		while (state(caller, "hanging") != ClusterMember.State.UP) {
			Thread.onSpinWait();
		}
		assertThat(idempotent.get()).isEqualTo(1);
	}

	/**
	 * It has left its line for a member that gives it back, and that one is not talking.
	 */
	@Test
	void whatIsGivenBackDoesNotWaitForASilentMemberThatHasItToo() throws Exception {
		TestMember caller = member("impatient",
				Options.DEFAULT.local(LocalTasks.NEVER).memberTimeout(Duration.ofSeconds(1)), new Works("impatient"));
		this.caller.cluster.stop();
		Options one = Options.DEFAULT.capacity(1);
		Works hanging = new Works("hanging");
		TestMember frozen = member("hanging", one, hanging);
		FanOutFuture<Integer> idempotent = caller.fanOut.submit(HELD.idempotent().with(1));
		hanging.entered.await();
		Works busy = new Works("busy");
		TestMember stopping = member("busy", one, busy);
		FanOutFuture<Integer> other = caller.fanOut.submit(HELD.with(2));
		busy.entered.await();
		frozen.transport.freeze();
		while (view(caller, "busy").inFlight() < 2) {
			Thread.onSpinWait();
		}
		this.network.settle();
		Works living = new Works("living");
		living.gate.countDown();
		member("living", one, living);
		stopping.cluster.stop();
		assertThat(idempotent.get()).isEqualTo(1);
		assertThat(living.calls).hasValue(1);
		assertThat(other).isNotDone();
	}

	@Test
	void aTaskOfASilentMemberThatIsNotIdempotentWaitsForIt() throws Exception {
		TestMember caller = member("impatient",
				Options.DEFAULT.local(LocalTasks.NEVER).memberTimeout(Duration.ofSeconds(1)), new Works("impatient"));
		this.caller.cluster.stop();
		Works hanging = new Works("hanging");
		TestMember frozen = member("hanging", Options.DEFAULT, hanging);
		FanOutFuture<Integer> future = caller.fanOut.submit(HELD.with(1));
		hanging.entered.await();
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		frozen.transport.freeze();
		while (state(caller, "hanging") != ClusterMember.State.SILENT) {
			Thread.onSpinWait();
		}
		assertThat(future).isNotDone();
		hanging.gate.countDown();
		frozen.transport.thaw();
		assertThat(future.get()).isEqualTo(1);
		assertThat(living.calls).hasValue(0);
	}

	// Leaving

	@Test
	void aMemberThatStopsEndsWhatRunsGivesBackTheRestAndGetsNothingNew() throws Exception {
		Works leaving = new Works("leaving");
		TestMember stopping = member("leaving", Options.DEFAULT.capacity(1), leaving);
		FanOutFuture<Integer> running = this.caller.fanOut.submit(HELD.with(1));
		leaving.entered.await();
		// Within its window, and not idempotent: it stands in the queue of that member.
		FanOutFuture<Integer> queued = this.caller.fanOut.submit(HELD.with(2));
		while (this.caller.cluster.all().stream().mapToInt(ClusterMember::inFlight).sum() < 2) {
			Thread.onSpinWait();
		}
		this.network.settle();
		Works living = new Works("living");
		member("living", Options.DEFAULT, living);
		CountDownLatch drained = new CountDownLatch(1);
		stopping.cluster.stop(drained::countDown);
		living.entered.await();
		living.gate.countDown();
		assertThat(queued.get()).isEqualTo(2);
		assertThat(drained.getCount()).as("one still runs").isEqualTo(1);
		leaving.gate.countDown();
		assertThat(running.get()).isEqualTo(1);
		drained.await();
		assertThat(leaving.calls).hasValue(1);
		List<Integer> results = this.caller.fanOut.map(IntStream.range(0, 50).boxed().toList(),
				ClusterTasks.bean(Works.class, Works::twice));
		assertThat(results).hasSize(50);
		assertThat(leaving.calls).hasValue(1);
	}

	@Test
	void whatAMemberInterruptsBecauseItLeavesIsLostAndHasNotFailed() throws Exception {
		Works leaving = new Works("leaving");
		TestMember stopping = member("leaving", Options.DEFAULT, leaving);
		FanOutFuture<Integer> retried = this.caller.fanOut.retry(RetrySettings.maxAttempts(2)).submit(HELD.with(1));
		leaving.entered.await();
		Works living = new Works("living");
		living.gate.countDown();
		member("living", Options.DEFAULT, living);
		stopping.cluster.stop();
		stopping.interruptTasks();
		leaving.interrupted.await();
		stopping.transport.close();
		assertThat(retried.get()).isEqualTo(1);
		assertThat(living.calls).hasValue(1);
	}

	@Test
	void whatAMemberInterruptsHasFailedIfItGoesOn() throws Exception {
		Works works = new Works("resting");
		TestMember resting = member("resting", Options.DEFAULT, works);
		FanOutFuture<Integer> future = this.caller.fanOut.submit(HELD.with(1));
		works.entered.await();
		CountDownLatch drained = new CountDownLatch(1);
		resting.cluster.stop(drained::countDown);
		resting.interruptTasks();
		drained.await();
		resting.cluster.start();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get)
			.havingRootCause()
			.isInstanceOf(InterruptedException.class);
	}

	@Test
	void aMemberThatIsStartedAgainTakesTasksAgain() throws Exception {
		Works works = new Works("resting");
		TestMember resting = member("resting", Options.DEFAULT, works);
		CountDownLatch drained = new CountDownLatch(1);
		resting.cluster.stop(drained::countDown);
		drained.await();
		this.network.settle();
		assertThat(state(this.caller, "resting")).isEqualTo(ClusterMember.State.DRAINING);
		resting.cluster.start();
		this.network.settle();
		assertThat(this.caller.fanOut.map(List.of(1, 2, 3), ClusterTasks.bean(Works.class, Works::twice)))
			.containsExactly(2, 4, 6);
		assertThat(works.calls).hasValue(3);
	}

	private static ClusterMember.State state(TestMember caller, String name) {
		return view(caller, name).state();
	}

	private static ClusterMember view(TestMember caller, String name) {
		return caller.cluster.all().stream().filter((member) -> member.name().equals(name)).findFirst().orElseThrow();
	}

}
