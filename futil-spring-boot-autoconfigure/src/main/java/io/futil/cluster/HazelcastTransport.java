package io.futil.cluster;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.hazelcast.cluster.InitialMembershipEvent;
import com.hazelcast.cluster.InitialMembershipListener;
import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.core.LifecycleEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Messages by way of Hazelcast's executor service, whose tasks are these messages.
 */
final class HazelcastTransport implements Transport {

	private static final Log logger = LogFactory.getLog(HazelcastTransport.class);

	private final HazelcastInstance instance;

	private final Runnable leave;

	/** Of the executor, and of what receives here in the context of the instance. */
	private final String inbox;

	private final IExecutorService executor;

	private final UUID self;

	/**
	 * The last number of a session, which the next transport of the instance goes on
	 * from.
	 */
	private final AtomicLong sessions;

	private final Map<UUID, Peer> peers = new ConcurrentHashMap<>();

	/**
	 * One thread that tells what has become of messages, and ends by itself when there is
	 * nothing to tell. Hazelcast's own, which hears of it, must not send the next one.
	 * And whoever finds at once that a message is lost may be hearing of another peer,
	 * and so hold its lock: two of them that told each other's peer would wait for ever.
	 */
	private final Executor teller = new ThreadPoolExecutor(0, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
			(task) -> Cluster.daemon(task, "futil-cluster-teller"));

	private volatile @Nullable Receiver receiver;

	private volatile @Nullable Runnable stopListening;

	private volatile boolean closed;

	/**
	 * Make a transport.
	 * @param cluster the name of the cluster
	 * @param leave what to do with the instance in the end
	 */
	HazelcastTransport(HazelcastInstance instance, String cluster, Runnable leave) {
		this.instance = instance;
		this.leave = leave;
		this.inbox = "io.futil.cluster:" + cluster;
		this.executor = instance.getExecutorService(this.inbox);
		this.self = instance.getCluster().getLocalMember().getUuid();
		this.sessions = (AtomicLong) instance.getUserContext()
			.computeIfAbsent("io.futil.cluster", (key) -> new AtomicLong());
	}

	@Override
	public UUID self() {
		return this.self;
	}

	@Override
	public String name(UUID member) {
		Peer peer = this.peers.get(member);
		if (peer != null) {
			return name(peer.member());
		}
		return member.equals(this.self) ? name(this.instance.getCluster().getLocalMember()) : member.toString();
	}

	private static String name(Member member) {
		return member.getAddress().getHost() + ":" + member.getAddress().getPort();
	}

	// Who is there

	@Override
	public void start(Receiver receiver) {
		if (this.instance.getUserContext().putIfAbsent(this.inbox, this) != null) {
			throw new ClusterStartException(
					"Hazelcast instance '" + this.instance.getName() + "' has a member of cluster '"
							+ this.inbox.substring(this.inbox.indexOf(':') + 1) + "' already",
					"Give each application context that shares the instance another futil.cluster.name", null);
		}
		receiver.joined(this.self);
		this.receiver = receiver;
		UUID members = this.instance.getCluster().addMembershipListener(new Members());
		UUID lifecycle = this.instance.getLifecycleService().addLifecycleListener(this::changed);
		this.stopListening = () -> {
			this.instance.getCluster().removeMembershipListener(members);
			this.instance.getLifecycleService().removeLifecycleListener(lifecycle);
		};
		// Whoever received before is asked by this, and whoever begins later asks us.
		this.peers.values().forEach(Peer::greet);
	}

	/** Two parts of a cluster that have found each other have other members by now. */
	private void changed(LifecycleEvent event) {
		if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
			Set<Member> members = this.instance.getCluster().getMembers();
			Set<UUID> ids = members.stream().map(Member::getUuid).collect(Collectors.toSet());
			this.peers.keySet().stream().filter((id) -> !ids.contains(id)).forEach(this::removed);
			members.forEach((member) -> added(member, true));
		}
	}

	private void added(Member member, boolean greet) {
		Receiver receiver = this.receiver;
		if (receiver == null || member.localMember()) {
			return;
		}
		Peer peer = new Peer(member, this.sessions::incrementAndGet, receiver,
				(kind, session) -> submit(member, kind, session, null, (failure) -> {
				}));
		if (this.peers.putIfAbsent(member.getUuid(), peer) != null) {
			return;
		}
		if (greet) {
			peer.greet();
		}
		if (this.closed) {
			// Whoever closes has seen it among the peers, or this sees that it closes.
			peer.leave();
		}
	}

	private void removed(UUID member) {
		Peer peer = this.peers.remove(member);
		if (peer != null) {
			peer.gone();
		}
	}

	// Messages

	/** Whether the message was taken. */
	boolean take(ClusterMessage message) {
		Peer peer = this.peers.get(message.from());
		try {
			return peer != null && peer.take(message);
		}
		catch (RuntimeException ex) {
			logger.warn("A message of member " + name(message.from()) + " is refused: its tasks here are over", ex);
			return false;
		}
	}

	@Override
	public void send(UUID member, byte[] message, Consumer<@Nullable Throwable> done) {
		if (member.equals(this.self)) {
			sendHere(message, done);
			return;
		}
		Peer peer = this.peers.get(member);
		Session session = (peer != null) ? peer.session() : null;
		if (peer == null || session == null || !session.isEstablished()) {
			done.accept(new IllegalStateException("Member " + name(member) + " is not there"));
			return;
		}
		submit(peer.member(), ClusterMessage.Kind.PAYLOAD, session, message, (failure) -> {
			if (failure != null) {
				peer.lost(session);
			}
			done.accept(failure);
		});
	}

	private void sendHere(byte[] message, Consumer<@Nullable Throwable> done) {
		try {
			Objects.requireNonNull(this.receiver, "Nothing is received before the start").received(this.self, message);
		}
		catch (RuntimeException ex) {
			done.accept(ex);
			return;
		}
		done.accept(null);
	}

	private void submit(Member member, ClusterMessage.Kind kind, Session session, byte @Nullable [] payload,
			Consumer<@Nullable Throwable> done) {
		Delivery delivery = new Delivery(member, this.teller, done);
		try {
			UUID from = this.instance.getCluster().getLocalMember().getUuid();
			delivery
				.of(this.executor.submitToMember(new ClusterMessage(kind, this.inbox, from, session, payload), member));
		}
		catch (RuntimeException ex) {
			delivery.end(null, ex);
		}
	}

	@Override
	public void close() {
		Runnable stopListening = this.stopListening;
		if (stopListening != null && this.instance.getLifecycleService().isRunning()) {
			this.closed = true;
			stopListening.run();
			// First this: the next one's numbers have to be higher.
			this.peers.values().forEach(Peer::leave);
			this.instance.getUserContext().remove(this.inbox, this);
		}
		this.leave.run();
	}

	/** Hears from Hazelcast who is there. */
	private final class Members implements InitialMembershipListener {

		@Override
		public void init(InitialMembershipEvent event) {
			event.getMembers().forEach((member) -> added(member, false));
		}

		@Override
		public void memberAdded(MembershipEvent event) {
			added(event.getMember(), true);
		}

		@Override
		public void memberRemoved(MembershipEvent event) {
			removed(event.getMember().getUuid());
		}

	}

	/** Tells once what has become of a message. */
	private static final class Delivery {

		private final Member member;

		private final Executor teller;

		private final Consumer<@Nullable Throwable> done;

		private final AtomicBoolean told = new AtomicBoolean();

		Delivery(Member member, Executor teller, Consumer<@Nullable Throwable> done) {
			this.member = member;
			this.teller = teller;
			this.done = done;
		}

		/** The message is under way. */
		void of(Future<Boolean> future) {
			if (future instanceof CompletionStage<?> stage) {
				stage.whenCompleteAsync(this::tell, this.teller);
			}
			else {
				end(null, new IllegalStateException("This Hazelcast does not tell what becomes of a message"));
			}
		}

		void end(@Nullable Object taken, @Nullable Throwable failure) {
			this.teller.execute(() -> tell(taken, failure));
		}

		private void tell(@Nullable Object taken, @Nullable Throwable failure) {
			if (this.told.compareAndSet(false, true)) {
				this.done.accept((failure != null || Boolean.TRUE.equals(taken)) ? failure
						: new IllegalStateException("Member " + name(this.member) + " does not take messages"));
			}
		}

	}

}
