package io.futil.metrics;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

import io.futil.fanout.spi.ExecutorActivity;
import io.micrometer.core.instrument.Gauge;
import org.jspecify.annotations.Nullable;

/**
 * What runs on all the executors of one name. An executor that nobody uses any more is
 * not kept alive: one on which something runs is kept by that.
 */
final class ExecutorActivities {

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<ExecutorActivity> activities = Collections.newSetFromMap(new WeakHashMap<>());

	private volatile WeakReference<@Nullable ExecutorActivity> last = new WeakReference<>(null);

	ExecutorActivities(MeterHome home, String name) {
		gauge(home, MeterNames.ACTIVE, "Workers that run tasks now, abandoned ones included", name,
				ExecutorActivity::active);
		gauge(home, MeterNames.ABANDONED, "Tasks that go on although their calls have ended", name,
				ExecutorActivity::abandoned);
	}

	private void gauge(MeterHome home, String meter, String description, String name,
			ToIntFunction<ExecutorActivity> figure) {
		home.register((registry) -> Gauge.builder(meter, this, (activities) -> activities.sum(figure))
			.tag(MeterNames.EXECUTOR, name)
			.description(description)
			.register(registry));
	}

	/** A call is about to run there. */
	void saw(ExecutorActivity activity) {
		if (this.last.refersTo(activity)) {
			return;
		}
		this.lock.lock();
		try {
			this.activities.add(activity);
			this.last = new WeakReference<>(activity);
		}
		finally {
			this.lock.unlock();
		}
	}

	private int sum(ToIntFunction<ExecutorActivity> figure) {
		this.lock.lock();
		try {
			return this.activities.stream().mapToInt(figure).sum();
		}
		finally {
			this.lock.unlock();
		}
	}

}
