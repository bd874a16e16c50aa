package io.futil.cluster;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Members of a cluster in one virtual machine, joined by a network that a test can freeze
 * and cut. One thread delivers everything, so messages arrive in order.
 */
final class LocalNetwork implements AutoCloseable {

	private final ExecutorService wire = Executors.newSingleThreadExecutor((task) -> new Thread(task, "wire"));

	private final Map<UUID, LocalTransport> members = new LinkedHashMap<>();

	LocalTransport transport(String name) {
		return new LocalTransport(name);
	}

	/** Do something between two deliveries, and wait until it is done. */
	private void onWire(Runnable step) {
		try {
			this.wire.submit(step).get(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Wait until what was sent before has arrived. */
	void settle() {
		onWire(() -> {
		});
	}

	@Override
	public void close() {
		this.wire.shutdownNow();
	}

	final class LocalTransport implements Transport {

		private final UUID self = UUID.randomUUID();

		private final String name;

		private @Nullable Receiver receiver;

		private boolean frozen;

		private final Queue<Runnable> held = new ArrayDeque<>();

		private LocalTransport(String name) {
			this.name = name;
		}

		@Override
		public UUID self() {
			return this.self;
		}

		@Override
		public String name(UUID member) {
			LocalTransport transport = LocalNetwork.this.members.get(member);
			return (transport != null) ? transport.name : member.equals(this.self) ? this.name : "gone";
		}

		@Override
		public void start(Receiver receiver) {
			this.receiver = receiver;
			onWire(() -> {
				LocalNetwork.this.members.put(this.self, this);
				receiver.joined(this.self);
				LocalNetwork.this.members.values().stream().filter((other) -> other != this).forEach((other) -> {
					receiver.joined(other.self);
					other.receiver().joined(this.self);
				});
			});
		}

		private Receiver receiver() {
			if (this.receiver == null) {
				throw new IllegalStateException("Not started");
			}
			return this.receiver;
		}

		@Override
		public void send(UUID to, byte[] message, Consumer<@Nullable Throwable> done) {
			LocalNetwork.this.wire.execute(() -> pass(this, to, message, done));
		}

		private void pass(LocalTransport from, UUID to, byte[] message, Consumer<@Nullable Throwable> done) {
			LocalTransport target = LocalNetwork.this.members.get(to);
			if (target == null || !LocalNetwork.this.members.containsKey(from.self)) {
				done.accept(new IllegalStateException("No such member"));
			}
			else if (target.frozen || from.frozen) {
				(target.frozen ? target : from).held.add(() -> pass(from, to, message, done));
			}
			else {
				target.receiver().received(from.self, message);
				done.accept(null);
			}
		}

		/** Nothing goes in or out from now on, and nobody hears why. */
		void freeze() {
			onWire(() -> this.frozen = true);
		}

		/** All that was held up arrives. */
		void thaw() {
			onWire(() -> {
				this.frozen = false;
				for (Runnable held = this.held.poll(); held != null; held = this.held.poll()) {
					held.run();
				}
			});
		}

		/** It is gone, and the others hear so at once. */
		void kill() {
			onWire(() -> {
				LocalNetwork.this.members.remove(this.self);
				LocalNetwork.this.members.values().forEach((other) -> other.receiver().left(this.self));
				this.held.clear();
			});
		}

		@Override
		public void close() {
			kill();
		}

	}

}
