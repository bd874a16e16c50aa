package io.futil.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.futil.actuate.KnownExecutor;
import io.futil.actuate.KnownExecutors;
import io.futil.fanout.spi.ResizableExecutor;

/**
 * The executors under {@code futil.executors}, {@code io} and {@code cpu}, unless the
 * application has its own in their place.
 */
final class ConfiguredExecutors implements KnownExecutors {

	private final RunningSettings settings;

	private final BeanExecutorLookup lookup;

	ConfiguredExecutors(RunningSettings settings, BeanExecutorLookup lookup) {
		this.settings = settings;
		this.lookup = lookup;
	}

	@Override
	public List<KnownExecutor> all() {
		List<KnownExecutor> all = new ArrayList<>();
		this.settings.all().forEach((name, settings) -> {
			Executor executor = this.lookup.find(name);
			if (executor instanceof ResizableExecutor ours) {
				all.add(new KnownExecutor(name, ours, settings));
			}
		});
		return all;
	}

}
