package io.futil.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives executors the sizes that are in the environment once that has changed, all or
 * none: what an application could not start with changes nothing. A size is taken over
 * when it changes there, and only then, so what an operator has set meanwhile stays until
 * the settings of that executor say something new.
 */
final class LiveTuning {

	private static final Log logger = LogFactory.getLog(LiveTuning.class);

	private static final String NOTHING_DONE = "The environment has changed, but no executor was resized: ";

	private final SettingsReader reader;

	private final BeanExecutorLookup lookup;

	private final RunningSettings running;

	private final FutilProperties started;

	private final RestartNotices notices;

	private final ReentrantLock lock = new ReentrantLock();

	/** The sizes that were last taken from the environment. */
	private final Map<String, ExecutorSize> taken = new LinkedHashMap<>();

	private FutilProperties seen;

	private @Nullable String refusal;

	LiveTuning(FutilProperties started, SettingsReader reader, BeanExecutorLookup lookup, RunningSettings running) {
		this.started = started;
		this.seen = started;
		this.reader = reader;
		this.lookup = lookup;
		this.running = running;
		this.notices = new RestartNotices(started, lookup);
		started.executors().forEach((name, set) -> this.taken.put(name, ExecutorSize.of(ExecutorSpec.of(name, set))));
	}

	/** The environment has changed. */
	void environmentChanged() {
		look(false);
	}

	/** It may have changed, or this is the same change again. */
	void lookAgain() {
		look(true);
	}

	private void look(boolean again) {
		this.lock.lock();
		try {
			FutilProperties changed = this.reader.read();
			this.refusal = null;
			take(changed);
		}
		catch (RuntimeException ex) {
			refuse(this.reader.sentence(ex), again);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void refuse(String sentence, boolean again) {
		if (!again || !sentence.equals(this.refusal)) {
			logger.warn(NOTHING_DONE + sentence);
		}
		this.refusal = sentence;
	}

	private void take(FutilProperties changed) {
		Resizes resizes = resizes(changed);
		Map<String, ExecutorSize> before;
		try {
			before = resizes.make();
		}
		catch (OutOfMemoryError ex) {
			logger.error(NOTHING_DONE + "there is no thread to be had", ex);
			return;
		}
		this.taken.putAll(resizes.sizes());
		this.running.follow(changed, resizes.sizes().keySet());
		before.forEach((name, size) -> tell(name, size, ExecutorSpec.of(changed, name)));
		this.notices.give(this.seen, changed);
		this.seen = changed;
	}

	private Resizes resizes(FutilProperties changed) {
		Resizes resizes = new Resizes();
		this.taken.forEach((name, old) -> {
			ExecutorSpec spec = ExecutorSpec.of(changed, name);
			ExecutorSize size = ExecutorSize.of(spec);
			if (!size.equals(old) && changed.executors().containsKey(name) && isOfTheKind(spec)
					&& this.lookup.find(name) instanceof TunableExecutor executor) {
				resizes.add(name, executor, size);
			}
		});
		return resizes;
	}

	/** An executor of ours with the threads that it would have now. */
	private boolean isOfTheKind(ExecutorSpec spec) {
		return this.lookup.isOurs(spec.name())
				&& spec.getClass() == ExecutorSpec.of(this.started, spec.name()).getClass();
	}

	private static void tell(String name, ExecutorSize before, ExecutorSpec spec) {
		logger.info("Executor '" + name + "' was resized from " + text(spec, before) + " to "
				+ text(spec, ExecutorSize.of(spec)) + ", as its settings have changed");
		String doubt = (spec instanceof ExecutorSpec.Platform pool) ? pool.doubt() : null;
		if (doubt != null) {
			logger.warn(doubt);
		}
	}

	private static String text(ExecutorSpec spec, ExecutorSize size) {
		return (spec instanceof ExecutorSpec.Platform) ? "core-size " + size.core() + " and max-size " + size.max()
				: "concurrency-limit " + size.max();
	}

}
