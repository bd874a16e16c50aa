package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.hazelcast.core.HazelcastInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages between members that store no data, over sockets of this machine.
 */
class HazelcastTransportTests {

	private static final EmbeddedMembers MEMBERS = new EmbeddedMembers(4);

	private static HazelcastInstance one;

	private static HazelcastInstance two;

	private final List<HazelcastTransport> transports = new ArrayList<>();

	private String cluster = "";

	@BeforeAll
	static void startInstances() {
		one = MEMBERS.start();
		two = MEMBERS.start();
	}

	@AfterAll
	static void shutDownInstances() {
		MEMBERS.close();
	}

	/** Each test has a cluster of its own, on the same instances. */
	@BeforeEach
	void nameCluster(TestInfo test) {
		this.cluster = test.getDisplayName();
	}

	@AfterEach
	void closeTransports() {
		this.transports.forEach(HazelcastTransport::close);
	}

	@Test
	void eachMemberJoinsFirstForItselfAndThenForTheOther() throws Exception {
		Pair pair = pair(new Heard(), new Heard());
		assertThat(pair.first().self()).isNotEqualTo(pair.second().self());
		assertThat(pair.first().name(pair.second().self())).matches("127\\.0\\.0\\.1:\\d+")
			.isEqualTo(pair.second().name(pair.second().self()));
	}

	@Test
	void whoDoesNotReceiveYetHasNotJoined() throws Exception {
		Heard heard = new Heard();
		HazelcastTransport first = transport(one);
		HazelcastTransport second = transport(two);
		first.start(heard);
		assertThat(heard.next(1)).containsExactly(Heard.joinedOf(first.self()));
		assertThat(failure(first, second.self(), "too early")).hasMessageContaining("is not there");
		assertThat(heard.isEmpty()).isTrue();
		second.start(new Heard());
		assertThat(heard.next(1)).containsExactly(Heard.joinedOf(second.self()));
	}

	@Test
	void messagesArriveWholeAndInOrderIfEachWaitsForTheOneBefore() throws Exception {
		Heard heard = new Heard();
		Pair pair = pair(new Heard(), heard);
		List<String> sent = IntStream.range(0, 100).mapToObj((i) -> i + "x".repeat(i * i * 10)).toList();
		for (String message : sent) {
			assertThat(failure(pair.first(), pair.second().self(), message)).isNull();
		}
		assertThat(heard.next(sent.size())).isEqualTo(sent);
	}

	@Test
	void whoReceivesHasTheClassLoaderOfTheApplication() throws Exception {
		List<ClassLoader> loaders = new CopyOnWriteArrayList<>();
		Heard heard = new Heard((message) -> loaders.add(Thread.currentThread().getContextClassLoader()));
		Pair pair = pair(new Heard(), heard);
		assertThat(failure(pair.first(), pair.second().self(), "message")).isNull();
		assertThat(loaders).isNotEmpty().doesNotHaveAnyElementsOfTypes(HazelcastClasses.class);
	}

	@Test
	void whoHearsThatAMessageHasArrivedMaySendTheNextAtOnce() throws Exception {
		Heard heard = new Heard();
		Pair pair = pair(new Heard(), heard);
		CompletableFuture<@Nullable Throwable> last = new CompletableFuture<>();
		sendFrom(0, pair, last);
		assertThat(last.get(60, TimeUnit.SECONDS)).isNull();
		assertThat(heard.next(200)).isEqualTo(IntStream.range(0, 200).mapToObj(String::valueOf).toList());
	}

	private static void sendFrom(int number, Pair pair, CompletableFuture<@Nullable Throwable> last) {
		pair.first().send(pair.second().self(), Heard.bytes(String.valueOf(number)), (failure) -> {
			if (failure != null || number == 199) {
				last.complete(failure);
			}
			else {
				sendFrom(number + 1, pair, last);
			}
		});
	}

	@Test
	void whatComesFromOneMemberIsHeardOneAfterTheOther() throws Exception {
		Heard heard = new Heard((message) -> Thread.yield());
		Pair pair = pair(new Heard(), heard);
		CountDownLatch done = new CountDownLatch(300);
		for (int i = 0; i < 300; i++) {
			pair.first().send(pair.second().self(), Heard.bytes("message " + i), (failure) -> done.countDown());
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(heard.next(300)).doesNotHaveDuplicates();
		assertThat(heard.most()).isOne();
	}

	@Test
	void whatAMemberSendsToItselfIsReceivedBeforeSendReturns() throws Exception {
		Heard heard = new Heard();
		HazelcastTransport transport = transport(one);
		transport.start(heard);
		AtomicInteger done = new AtomicInteger();
		transport.send(transport.self(), Heard.bytes("to myself"), (failure) -> {
			assertThat(failure).isNull();
			done.incrementAndGet();
		});
		assertThat(heard.isEmpty()).isFalse();
		assertThat(heard.next(2)).containsExactly(Heard.joinedOf(transport.self()), "to myself");
		assertThat(done).hasValue(1);
	}

	@Test
	void whoIsClosedHasLeftAlthoughItsInstanceGoesOn() throws Exception {
		Heard heard = new Heard();
		Pair pair = pair(heard, new Heard());
		pair.second().close();
		assertThat(heard.next(1)).containsExactly(Heard.leftOf(pair.second().self()));
		assertThat(failure(pair.first(), pair.second().self(), "too late")).hasMessageContaining("is not there");
		Heard again = new Heard();
		HazelcastTransport next = transport(two);
		next.start(again);
		assertThat(heard.next(1)).containsExactly(Heard.joinedOf(next.self()));
		assertThat(again.next(2)).containsExactly(Heard.joinedOf(next.self()), Heard.joinedOf(pair.first().self()));
	}

	@Test
	void aMessageThatIsRefusedEndsTheSessionAndBeginsANewOne() throws Exception {
		Heard sender = new Heard();
		Heard receiver = new Heard((message) -> {
			if (message.equals("bad")) {
				throw new IllegalStateException("cannot be read");
			}
		});
		Pair pair = pair(sender, receiver);
		assertThat(failure(pair.first(), pair.second().self(), "bad")).hasMessageContaining("does not take messages");
		UUID first = pair.first().self();
		UUID second = pair.second().self();
		assertThat(sender.next(2)).containsExactly(Heard.leftOf(second), Heard.joinedOf(second));
		assertThat(receiver.next(3)).containsExactly("bad", Heard.leftOf(first), Heard.joinedOf(first));
		assertThat(failure(pair.first(), second, "good")).isNull();
		assertThat(receiver.next(1)).containsExactly("good");
	}

	@Test
	void aMemberThatCrashesHasLeftAndItsMessagesFail() throws Exception {
		HazelcastInstance third = MEMBERS.start();
		Heard heard = new Heard();
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		HazelcastTransport first = transport(one);
		HazelcastTransport crashing = new HazelcastTransport(third, this.cluster, () -> {
		});
		first.start(heard);
		crashing.start(new Heard((message) -> {
			if (message.equals("last")) {
				inside.countDown();
				await(end);
			}
		}));
		assertThat(heard.next(2)).contains(Heard.joinedOf(crashing.self()));
		CompletableFuture<@Nullable Throwable> last = send(first, crashing.self(), "last");
		await(inside);
		third.getLifecycleService().terminate();
		assertThat(heard.next(1)).containsExactly(Heard.leftOf(crashing.self()));
		assertThat(last.get(60, TimeUnit.SECONDS)).isNotNull();
		assertThat(failure(first, crashing.self(), "later")).hasMessageContaining("is not there");
		end.countDown();
	}

	/** Each is heard while a message to the other fails, in a member that has crashed. */
	@Test
	void twoMembersThatAreHeardAtTheSameTimeDoNotWaitForEachOther() throws Exception {
		HazelcastInstance crashing = MEMBERS.start();
		Heard heard = new Heard();
		HazelcastTransport first = transport(one);
		HazelcastTransport second = transport(two);
		HazelcastTransport middle = new HazelcastTransport(crashing, this.cluster, () -> {
		});
		CountDownLatch inside = new CountDownLatch(2);
		CountDownLatch crashed = new CountDownLatch(1);
		CountDownLatch failed = new CountDownLatch(2);
		first.start(new Heard());
		second.start(new Heard());
		middle.start(new Heard((message) -> {
			if (message.startsWith("to ")) {
				inside.countDown();
				awaitInAnyCase(crashed);
				middle.send(UUID.fromString(message.substring(3)), Heard.bytes("answer"), (failure) -> {
					assertThat(failure).isNotNull();
					failed.countDown();
				});
			}
			else if (!message.isEmpty()) {
				heard.received(middle.self(), Heard.bytes(message));
			}
		}));
		sendOnceItIsThere(first, middle.self(), "first");
		sendOnceItIsThere(second, middle.self(), "second");
		assertThat(heard.next(2)).containsExactlyInAnyOrder("first", "second");
		send(first, middle.self(), "to " + second.self());
		send(second, middle.self(), "to " + first.self());
		await(inside);
		crashing.getLifecycleService().terminate();
		crashed.countDown();
		await(failed);
	}

	private static void sendOnceItIsThere(Transport transport, UUID member, String message) throws Exception {
		while (failure(transport, member, message) != null) {
			Thread.onSpinWait();
		}
	}

	private static void awaitInAnyCase(CountDownLatch latch) {
		boolean interrupted = false;
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void oneInstanceHasOneMemberOfACluster() {
		transport(one).start(new Heard());
		HazelcastTransport another = transport(one);
		assertThatExceptionOfType(ClusterStartException.class).isThrownBy(() -> another.start(new Heard()))
			.withMessage("Hazelcast instance '" + one.getName() + "' has a member of cluster '" + this.cluster
					+ "' already. Give each application context that shares the instance another"
					+ " futil.cluster.name.");
	}

	private Pair pair(Heard first, Heard second) throws InterruptedException {
		Pair pair = new Pair(transport(one), transport(two));
		pair.first().start(first);
		pair.second().start(second);
		assertThat(first.next(2)).containsExactly(Heard.joinedOf(pair.first().self()),
				Heard.joinedOf(pair.second().self()));
		assertThat(second.next(2)).containsExactly(Heard.joinedOf(pair.second().self()),
				Heard.joinedOf(pair.first().self()));
		return pair;
	}

	private HazelcastTransport transport(HazelcastInstance instance) {
		HazelcastTransport transport = new HazelcastTransport(instance, this.cluster, () -> {
		});
		this.transports.add(transport);
		return transport;
	}

	private static CompletableFuture<@Nullable Throwable> send(Transport transport, UUID member, String message) {
		CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
		transport.send(member, Heard.bytes(message), (failure) -> assertThat(outcome.complete(failure)).isTrue());
		return outcome;
	}

	private static @Nullable Throwable failure(Transport transport, UUID member, String message) throws Exception {
		return send(transport, member, message).get(60, TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Pair(HazelcastTransport first, HazelcastTransport second) {
	}

}
