package io.futil.cluster;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

/**
 * This member, while it is one: sorts what comes over the transport, tells the others how
 * it is, and leaves in good order.
 */
final class Cluster implements ClusterMembers, Receiver, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(Cluster.class);

	private static final long BEAT_MILLIS = 500;

	private static final long DRAINED_MILLIS = 10;

	private final ClusterSettings settings;

	private final Transport transport;

	private final Dispatcher dispatcher;

	private final TaskHost host;

	private final IntSupplier capacity;

	private final Map<UUID, Link> links = new ConcurrentHashMap<>();

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor((task) -> daemon(task, "futil-cluster"));

	/** Not the clock: an executor may run a task right where it is handed over. */
	private final ExecutorService local = Executors
		.newSingleThreadExecutor((task) -> daemon(task, "futil-cluster-local"));

	private volatile boolean running;

	/** To be run once the last task of others has ended. */
	private volatile @Nullable Runnable whenDrained;

	/**
	 * Make a member that has not joined yet.
	 * @param capacity how many tasks it runs at once, as it is now
	 */
	Cluster(ClusterSettings settings, Transport transport, Dispatcher dispatcher, TaskHost host, IntSupplier capacity) {
		this.settings = settings;
		this.transport = transport;
		this.dispatcher = dispatcher;
		this.host = host;
		this.capacity = capacity;
	}

	/** With nothing of whoever happens to be the first that needs it. */
	static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		return thread;
	}

	// What comes

	@Override
	public void joined(UUID member) {
		boolean local = member.equals(this.transport.self());
		Link link = local ? new LocalLink(this.local, (frame) -> take(member, frame))
				: new Outbox(member, this.transport);
		this.links.put(member, link);
		this.dispatcher.joined(new Member(member, this.transport.name(member), local, link));
		if (local) {
			this.dispatcher.received(member, localState());
		}
		else {
			tell(link);
		}
	}

	@Override
	public void left(UUID member) {
		if (this.links.remove(member) instanceof Outbox outbox) {
			outbox.close();
		}
		this.host.left(member);
		this.dispatcher.lost(member);
	}

	@Override
	public void received(UUID from, byte[] message) {
		try {
			Frames.read(message).forEach((frame) -> take(from, frame));
		}
		catch (MalformedMessageException ex) {
			logger.warn("A message of member " + this.transport.name(from) + " was dropped: " + ex.getMessage());
		}
	}

	private void take(UUID from, Frame frame) {
		if (frame instanceof Frame.Task task) {
			if (this.settings.hosting() || from.equals(this.transport.self())) {
				this.host.take(from, task, this::answer);
			}
			else {
				// Whoever sends it was told.
				answer(from, new Frame.Returned(task.id()));
			}
		}
		else if (frame instanceof Frame.Cancel cancel) {
			this.host.cancel(from, cancel.id());
		}
		else {
			this.dispatcher.received(from, frame);
		}
	}

	private void answer(UUID to, Frame frame) {
		if (to.equals(this.transport.self())) {
			this.dispatcher.received(to, frame);
			return;
		}
		Link link = this.links.get(to);
		if (link != null) {
			link.add(frame);
			link.flush();
		}
	}

	// What is said

	private void beat() {
		try {
			this.dispatcher.received(this.transport.self(), localState());
			this.links.values().stream().filter((link) -> link instanceof Outbox && link.isIdle()).forEach(this::tell);
			this.dispatcher.lookForSilence(this.settings.memberTimeout().toNanos());
		}
		catch (RuntimeException ex) {
			// Or it would never beat again.
			logger.warn("The cluster's clock goes on behind a failure", ex);
		}
	}

	private void tell(Link link) {
		link.add(this.host.state(this.capacity.getAsInt(), this.settings.hosting(), this.dispatcher.isCalling()));
		link.flush();
	}

	/** Whether this member takes its own tasks is up to who dispatches them. */
	private Frame.State localState() {
		Frame.State state = this.host.state(this.capacity.getAsInt(), true, this.dispatcher.isCalling());
		return new Frame.State(state.capacity(), state.running(), state.queued(), state.completed(), true, false,
				state.calling());
	}

	// Looking

	@Override
	public List<ClusterMember> all() {
		return this.dispatcher.views();
	}

	@Override
	public long refused() {
		return this.host.refused();
	}

	// Coming and going

	@Override
	public void start() {
		this.running = true;
		if (this.links.isEmpty()) {
			this.transport.start(this);
			this.clock.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
			return;
		}
		// A context may stop and go on: this has been a member all along.
		this.whenDrained = null;
		this.host.resume();
		tellOthers();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		this.host.drain();
		tellOthers();
		this.whenDrained = callback;
		this.clock.execute(this::lookIfDrained);
	}

	/** Not before all is said, or the last results would be lost with the connection. */
	private void lookIfDrained() {
		Runnable whenDrained = this.whenDrained;
		if (whenDrained == null) {
			return;
		}
		if (this.host.isDrained() && this.links.values().stream().allMatch(Link::isIdle)) {
			this.whenDrained = null;
			whenDrained.run();
		}
		else {
			this.clock.schedule(this::lookIfDrained, DRAINED_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void tellOthers() {
		this.links.values().stream().filter(Outbox.class::isInstance).forEach(this::tell);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Cluster executors stop before, while their tasks still run on members; those that
	 * run tasks here stop behind.
	 */
	@Override
	public int getPhase() {
		return ExecutorConfigurationSupport.DEFAULT_PHASE + 1;
	}

	@Override
	public void destroy() {
		this.clock.shutdownNow();
		this.transport.close();
		this.local.shutdown();
	}

}
