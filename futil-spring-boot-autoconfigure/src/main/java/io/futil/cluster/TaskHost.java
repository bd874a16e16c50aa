package io.futil.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.spi.Scope;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs the tasks that members send here. Each is a call of its own on a local executor:
 * so calls that it makes itself inherit what is left of the deadline and cannot dead-lock
 * the executor, cancelling interrupts it, and it is in the metrics under the name of its
 * operation.
 */
final class TaskHost {

	/**
	 * Whoever sent a task cancels it at the deadline; what is interrupted here on its own
	 * account must not get there first, or it would look like a failure.
	 */
	private static final Duration MARGIN = Duration.ofMillis(100);

	private static final Log logger = LogFactory.getLog(TaskHost.class);

	private final Supplier<FanOutOperations> fanOut;

	private final Codec codec;

	private final BeanInvoker beans;

	private final List<ClusterContextPropagator> propagators;

	private final UUID self;

	private final String name;

	private final Map<Key, HostedTask> tasks = new ConcurrentHashMap<>();

	/**
	 * Of tasks that were interrupted because this member stops: if it leaves now, they
	 * are lost with it, and so may run elsewhere. If it goes on, they have failed.
	 */
	private final Map<Key, Runnable> withheld = new ConcurrentHashMap<>();

	/** The types of beans. */
	private final Map<String, Boolean> complained = new ConcurrentHashMap<>();

	private final AtomicLong completed = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final AtomicInteger running = new AtomicInteger();

	private volatile boolean draining;

	/**
	 * Make a host.
	 * @param fanOut where tasks run here; asked for at the first
	 * @param self this member
	 * @param name its name, for the stack traces of failures
	 */
	TaskHost(Supplier<FanOutOperations> fanOut, Codec codec, BeanInvoker beans,
			List<ClusterContextPropagator> propagators, UUID self, String name) {
		this.fanOut = fanOut;
		this.codec = codec;
		this.beans = beans;
		this.propagators = propagators;
		this.self = self;
		this.name = name;
	}

	/**
	 * Take a task.
	 * @param answer where the answer goes, exactly one
	 */
	void take(UUID from, Frame.Task task, BiConsumer<UUID, Frame> answer) {
		Key key = new Key(from, task.id());
		HostedTask hosted = new HostedTask(task, () -> run(task), this::failure, (ended, frame) -> {
			if (!(frame instanceof Frame.Returned)) {
				this.completed.incrementAndGet();
			}
			if (!ended.isAbandoned()) {
				answer(key, ended.isInterruptedHere(), () -> answer.accept(from, frame));
			}
			// Behind the answer: who waits until nothing is here must not cut it off.
			this.tasks.remove(key, ended);
		});
		this.tasks.put(key, hosted);
		if (this.draining && !from.equals(this.self)) {
			hosted.giveBack();
			return;
		}
		try {
			FanOutOperations fanOut = this.fanOut.get().named(task.operation());
			fanOut = (task.remainingNanos() >= 0) ? fanOut.timeout(Duration.ofNanos(task.remainingNanos()).plus(MARGIN))
					: fanOut;
			hosted.handedOver(fanOut.submit(hosted));
		}
		catch (RuntimeException ex) {
			// The executor is not there any more, say.
			logger.debug("A task was given back", ex);
			hosted.giveBack();
		}
	}

	private void answer(Key key, boolean interruptedHere, Runnable answer) {
		if (!this.draining || !interruptedHere || key.from().equals(this.self)) {
			answer.run();
			return;
		}
		this.withheld.put(key, answer);
		if (!this.draining) {
			answerWithheld();
		}
	}

	private void answerWithheld() {
		this.withheld.keySet().forEach((key) -> {
			Runnable answer = this.withheld.remove(key);
			if (answer != null) {
				answer.run();
			}
		});
	}

	private byte[] run(Frame.Task task) throws Exception {
		this.running.incrementAndGet();
		try {
			return invoke(task);
		}
		finally {
			this.running.decrementAndGet();
		}
	}

	private byte[] invoke(Frame.Task task) throws Exception {
		BeanInvoker.Found found = find(task.call());
		if (!(this.codec.read(task.arguments()) instanceof Object[] arguments)) {
			throw new MalformedMessageException("The arguments of " + task.operation() + " are no array");
		}
		List<Scope> scopes = new ArrayList<>();
		try {
			this.propagators.forEach((propagator) -> scopes.add(propagator.restore(task.headers())));
			return this.codec.write(this.beans.invoke(found, arguments));
		}
		finally {
			for (int i = scopes.size() - 1; i >= 0; i--) {
				scopes.get(i).close();
			}
		}
	}

	private BeanInvoker.Found find(BeanCall call) {
		try {
			return this.beans.find(call);
		}
		catch (RuntimeException ex) {
			this.refused.incrementAndGet();
			if (this.complained.size() < 100 && this.complained.putIfAbsent(call.type(), true) == null) {
				logger.warn("A task that another member has sent was refused: " + ex.getMessage());
			}
			throw ex;
		}
	}

	private byte[] failure(Throwable failure) {
		return this.codec.writeFailure(failure, this.name);
	}

	/** Nobody wants the outcome of that task any more. */
	void cancel(UUID from, long id) {
		HostedTask task = this.tasks.get(new Key(from, id));
		if (task != null) {
			task.cancel();
		}
	}

	/**
	 * A member is gone: nobody waits for its tasks. If it is back at once it may send the
	 * same ones again, and that those before were interrupted is no answer to them.
	 */
	void left(UUID member) {
		this.tasks.forEach((key, task) -> {
			if (key.from().equals(member)) {
				task.abandon();
			}
		});
		this.withheld.keySet().removeIf((key) -> key.from().equals(member));
	}

	/** Take tasks of other members again. */
	void resume() {
		this.draining = false;
		answerWithheld();
	}

	/**
	 * Take nothing new of other members, give back what has not started, and let the rest
	 * end.
	 */
	void drain() {
		this.draining = true;
		this.tasks.forEach((key, task) -> {
			if (!key.from().equals(this.self)) {
				task.giveBack();
			}
		});
	}

	/** Whether no task of another member is here. */
	boolean isDrained() {
		return this.tasks.keySet().stream().allMatch((key) -> key.from().equals(this.self));
	}

	/** What to tell the others of this member. */
	Frame.State state(int capacity, boolean hosting, boolean calling) {
		int running = this.running.get();
		return new Frame.State(capacity, running, Math.max(0, this.tasks.size() - running), completed(), hosting,
				this.draining, calling);
	}

	long completed() {
		return this.completed.get();
	}

	long refused() {
		return this.refused.get();
	}

	/** Numbers are unique for each sender only. */
	private record Key(UUID from, long id) {

	}

}
