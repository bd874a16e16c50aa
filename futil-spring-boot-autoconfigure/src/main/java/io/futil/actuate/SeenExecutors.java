package io.futil.actuate;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import io.futil.fanout.spi.ExecutorActivity;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the executors that calls have used, and what can be seen of calls there: a
 * hundred at most, held weakly, as somebody may make an executor for each call.
 */
final class SeenExecutors implements CallListener {

	private static final int MOST = 100;

	private final ReentrantLock lock = new ReentrantLock();

	/** Copied on write: read with each call, and soon written no more. */
	private volatile List<Seen> all = List.of();

	@Override
	public @Nullable CallRecorder callStarted(CallView call) {
		ExecutorActivity activity = call.executor();
		if (!knows(activity)) {
			remember(activity);
		}
		return null;
	}

	private boolean knows(ExecutorActivity activity) {
		for (Seen seen : this.all) {
			if (seen.activity.refersTo(activity)) {
				return true;
			}
		}
		return false;
	}

	private void remember(ExecutorActivity activity) {
		this.lock.lock();
		try {
			if (knows(activity)) {
				return;
			}
			Executor executor = activity.executor();
			List<Seen> next = new ArrayList<>();
			for (Seen seen : this.all) {
				// One of which nothing is left but its executor has a successor now.
				boolean replaced = seen.executor.refersTo(executor) && seen.activity.refersTo(null);
				if (!seen.executor.refersTo(null) && !replaced) {
					next.add(seen);
				}
			}
			if (next.size() < MOST) {
				next.add(new Seen(activity.name(), new WeakReference<>(executor), new WeakReference<>(activity)));
			}
			this.all = List.copyOf(next);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What calls do on an executor, as each template sees it. */
	List<ExecutorActivity> activities(Executor executor) {
		List<ExecutorActivity> activities = new ArrayList<>();
		for (Seen seen : this.all) {
			ExecutorActivity activity = seen.activity.get();
			if (activity != null && seen.executor.refersTo(executor)) {
				activities.add(activity);
			}
		}
		return activities;
	}

	/** The executors themselves, in the order of their first call. */
	List<UsedExecutor> executors() {
		List<UsedExecutor> executors = new ArrayList<>();
		for (Seen seen : this.all) {
			Executor executor = seen.executor.get();
			if (executor != null && executors.stream().noneMatch((other) -> other.executor() == executor)) {
				executors.add(new UsedExecutor(seen.name, executor));
			}
		}
		return executors;
	}

	/** An executor, not necessarily of futil's. */
	record UsedExecutor(String name, Executor executor) {
	}

	private record Seen(String name, WeakReference<Executor> executor, WeakReference<ExecutorActivity> activity) {
	}

}
