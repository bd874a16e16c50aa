package io.futil.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.hazelcast.cluster.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Messages of another member in any order, as Hazelcast's threads may take them.
 */
class PeerTests {

	private static final UUID OTHER = new UUID(1, 2);

	private static final String JOINED = Heard.joinedOf(OTHER);

	private static final String LEFT = Heard.leftOf(OTHER);

	private final Heard heard = new Heard();

	private final List<String> sent = new ArrayList<>();

	private final AtomicInteger numbers = new AtomicInteger();

	private @Nullable Runnable whileGreeting;

	private final Peer peer = peer();

	private Peer peer() {
		Member member = mock(Member.class);
		given(member.getUuid()).willReturn(OTHER);
		return new Peer(member, this.numbers::incrementAndGet, this.heard, (kind, session) -> {
			this.sent.add(kind + " " + session.ours());
			Runnable then = this.whileGreeting;
			if (then != null) {
				then.run();
			}
		});
	}

	private boolean take(ClusterMessage.Kind kind, long ours, long theirs) {
		return this.peer.take(new ClusterMessage(kind, "inbox", OTHER, new Session(theirs, ours), Heard.bytes("text")));
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOODBYE")
	void whatComesBehindTheGoodbyeIsTooLate(ClusterMessage.Kind late) throws Exception {
		assertThat(take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 7)).isTrue();
		assertThat(take(ClusterMessage.Kind.GOODBYE, 1, 7)).isTrue();
		assertThat(this.heard.next(2)).containsExactly(JOINED, LEFT);
		assertThat(take(late, 1, 7)).isFalse();
		assertThat(this.peer.session().isEstablished()).isFalse();
		assertThat(this.heard.isEmpty()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GOODBYE")
	void aGoodbyeThatHasOvertakenAllElseCounts(ClusterMessage.Kind late) {
		assertThat(take(ClusterMessage.Kind.GOODBYE, 1, 7)).isTrue();
		assertThat(take(late, 1, 7)).isFalse();
		assertThat(this.heard.isEmpty()).isTrue();
	}

	@Test
	void whoComesBackHasJoinedAgain() throws Exception {
		take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 7);
		take(ClusterMessage.Kind.GOODBYE, 1, 7);
		assertThat(take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 8)).isTrue();
		assertThat(this.heard.next(3)).containsExactly(JOINED, LEFT, JOINED);
	}

	@Test
	void aGoodbyeOfASessionThatIsOverEndsNoLaterOne() throws Exception {
		take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 8);
		take(ClusterMessage.Kind.GOODBYE, 1, 7);
		assertThat(this.peer.session().isEstablished()).isTrue();
		assertThat(this.heard.next(1)).containsExactly(JOINED);
		assertThat(this.heard.isEmpty()).isTrue();
	}

	@Test
	void whoWasLostJoinsAgainWithTheNumberItHad() throws Exception {
		take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 7);
		this.peer.lost(this.peer.session());
		assertThat(this.sent).containsExactly("WELCOME 1", "HELLO 2");
		assertThat(take(ClusterMessage.Kind.PAYLOAD, 1, 7)).isFalse();
		assertThat(take(ClusterMessage.Kind.WELCOME, 2, 7)).isTrue();
		assertThat(this.heard.next(3)).containsExactly(JOINED, LEFT, JOINED);
	}

	@Test
	void whoeverLeavesTakesNothingMoreAndGreetsNobody() throws Exception {
		take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 7);
		Session session = this.peer.session();
		this.peer.leave();
		assertThat(take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 8)).isFalse();
		assertThat(this.heard.next(1)).containsExactly(JOINED);
		assertThat(this.heard.isEmpty()).isTrue();
		this.peer.lost(session);
		assertThat(this.sent).containsExactly("WELCOME 1", "GOODBYE 1");
		assertThat(this.heard.next(1)).as("what it was sent is lost all the same").containsExactly(LEFT);
	}

	@Test
	void whoeverLeavesWhileItGreetsAnewSaysGoodbyeOfThatSession() {
		take(ClusterMessage.Kind.HELLO, Session.UNKNOWN, 7);
		this.whileGreeting = () -> {
			this.whileGreeting = null;
			this.peer.leave();
		};
		this.peer.lost(this.peer.session());
		assertThat(this.sent).containsExactly("WELCOME 1", "HELLO 2", "GOODBYE 2");
	}

}
