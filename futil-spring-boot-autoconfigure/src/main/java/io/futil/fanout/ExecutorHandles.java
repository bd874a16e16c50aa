package io.futil.fanout;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;

import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Suggestion;

/**
 * One handle per executor. A handle holds its executor, so the map holds handles weakly:
 * whoever uses a handle keeps it, and a handle nobody uses has no state worth keeping.
 */
final class ExecutorHandles {

	private final ExecutorLookup lookup;

	private final Timer timer;

	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Executor, WeakReference<ExecutorHandle>> handles = new WeakHashMap<>();

	ExecutorHandles(ExecutorLookup lookup, Timer timer) {
		this.lookup = lookup;
		this.timer = timer;
	}

	ExecutorHandle named(String name) {
		Executor executor = this.lookup.find(Arguments.notNull(name, "executor"));
		if (executor == null && this.lookup instanceof PlainExecutorLookup) {
			throw new IllegalArgumentException("There is no executor named '" + name
					+ "': a template made by FanOutTemplate.of has one executor, 'default'. Use that name, or on(Executor)");
		}
		if (executor == null) {
			Collection<String> known = this.lookup.names();
			throw new IllegalArgumentException("There is no executor named '" + name + "'; known are " + known + ". "
					+ Suggestion.question(name, known)
					+ "Use one of these, or make one of that name: under futil.executors, or as an Executor bean");
		}
		return of(executor);
	}

	ExecutorHandle of(Executor executor) {
		// A task around this call may belong to another template, whose lent places count
		// here too.
		for (Frame frame = Frame.current(); frame != null; frame = frame.caller()) {
			if (frame.place().executor() == executor) {
				return frame.place();
			}
		}
		this.lock.lock();
		try {
			WeakReference<ExecutorHandle> reference = this.handles.get(executor);
			ExecutorHandle handle = (reference != null) ? reference.get() : null;
			if (handle == null) {
				handle = create(executor);
				this.handles.put(executor, new WeakReference<>(handle));
			}
			return handle;
		}
		finally {
			this.lock.unlock();
		}
	}

	private ExecutorHandle create(Executor executor) {
		String known = this.lookup.nameOf(executor);
		String name = (known != null) ? known : executor.getClass().getSimpleName();
		ThreadPoolExecutor pool = this.lookup.poolOf(executor);
		if (pool != null) {
			refuseDiscarding(pool, name);
		}
		return new ExecutorHandle(executor, name, pool, this.timer);
	}

	private static void refuseDiscarding(ThreadPoolExecutor pool, String name) {
		Object policy = pool.getRejectedExecutionHandler();
		if (policy instanceof ThreadPoolExecutor.DiscardPolicy
				|| policy instanceof ThreadPoolExecutor.DiscardOldestPolicy) {
			throw new IllegalArgumentException("Executor '" + name + "' has a " + policy.getClass().getSimpleName()
					+ ": it drops tasks silently and a call would wait for them for ever. "
					+ "Use AbortPolicy or CallerRunsPolicy");
		}
	}

}
