package io.futil.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.futil.actuate.SeenExecutors.UsedExecutor;
import io.futil.fanout.spi.ExecutorActivity;
import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.ResizableExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The executors of the application as they are now: all of futil's, and of the others
 * those that calls have used.
 */
final class Executors {

	private final KnownExecutors known;

	private final SeenExecutors seen;

	private final ExecutorLookup lookup;

	Executors(KnownExecutors known, SeenExecutors seen, ExecutorLookup lookup) {
		this.known = known;
		this.seen = seen;
		this.lookup = lookup;
	}

	/** An executor of futil's, {@code null} if there is none of that name. */
	@Nullable ResizableExecutor find(String name) {
		return this.known.all()
			.stream()
			.filter((executor) -> executor.name().equals(name))
			.map(KnownExecutor::executor)
			.findFirst()
			.orElse(null);
	}

	/** Of futil's executors. */
	List<String> names() {
		return this.known.all().stream().map(KnownExecutor::name).toList();
	}

	List<ExecutorState> states(Permissions permissions) {
		List<KnownExecutor> ours = this.known.all();
		List<ExecutorState> states = new ArrayList<>();
		for (KnownExecutor executor : ours) {
			states.add(state(executor, permissions.bounds(executor.name())));
		}
		for (UsedExecutor used : this.seen.executors()) {
			if (ours.stream().noneMatch((known) -> known.executor() == used.executor())) {
				states.add(state(used));
			}
		}
		return states;
	}

	/** The tasks that go on although their calls have ended. */
	List<StuckTask> abandoned() {
		List<StuckTask> tasks = new ArrayList<>();
		for (UsedExecutor used : this.seen.executors()) {
			for (ExecutorActivity activity : this.seen.activities(used.executor())) {
				activity.abandonedTasks().forEach((task) -> tasks.add(StuckTask.of(task, Texts.name(used.name()))));
			}
		}
		return tasks;
	}

	private ExecutorState state(KnownExecutor known, @Nullable Bounds bounds) {
		ResizableExecutor executor = known.executor();
		ResizableExecutor.Load load = executor.load();
		ThreadPoolExecutor pool = this.lookup.poolOf(executor);
		return new ExecutorState(known.name(), kind(executor, pool), executor.concurrency(), load.running(),
				abandoned(executor), load.queued(), load.queueCapacity(), (pool != null) ? pool.getPoolSize() : null,
				(pool != null) ? pool.getCorePoolSize() : null, (pool != null) ? pool.getMaximumPoolSize() : null,
				known.settings(), bounds);
	}

	private static String kind(ResizableExecutor executor, @Nullable ThreadPoolExecutor pool) {
		if (executor.remoteTasks() != null) {
			return "cluster";
		}
		return (pool != null) ? "platform" : "virtual";
	}

	private ExecutorState state(UsedExecutor used) {
		List<ExecutorActivity> activities = this.seen.activities(used.executor());
		Integer concurrency = activities.stream().map(ExecutorActivity::concurrency).findFirst().orElse(null);
		int active = activities.stream().mapToInt(ExecutorActivity::active).sum();
		ThreadPoolExecutor pool = this.lookup.poolOf(used.executor());
		String name = Texts.name(used.name());
		int abandoned = abandoned(used.executor());
		if (pool == null) {
			return new ExecutorState(name, "foreign", bounded(concurrency), active, abandoned, null, null, null, null,
					null, List.of(), null);
		}
		return new ExecutorState(name, "foreign",
				bounded((concurrency != null) ? concurrency : pool.getMaximumPoolSize()), pool.getActiveCount(),
				abandoned, pool.getQueue().size(), bounded(capacity(pool.getQueue())), pool.getPoolSize(),
				pool.getCorePoolSize(), bounded(pool.getMaximumPoolSize()), List.of(), null);
	}

	private int abandoned(Executor executor) {
		return this.seen.activities(executor).stream().mapToInt(ExecutorActivity::abandoned).sum();
	}

	private static int capacity(BlockingQueue<?> queue) {
		return (int) Math.min(Integer.MAX_VALUE, (long) queue.size() + queue.remainingCapacity());
	}

	private static @Nullable Integer bounded(@Nullable Integer number) {
		return (number != null && number == Integer.MAX_VALUE) ? null : number;
	}

}
