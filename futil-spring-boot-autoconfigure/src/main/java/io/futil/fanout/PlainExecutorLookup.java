package io.futil.fanout;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.futil.fanout.spi.ExecutorLookup;
import org.jspecify.annotations.Nullable;

/**
 * The one executor of a template in plain Java.
 *
 * @param executor the executor
 */
record PlainExecutorLookup(Executor executor) implements ExecutorLookup {

	static final String NAME = "default";

	@Override
	public @Nullable Executor find(String name) {
		return NAME.equals(name) ? this.executor : null;
	}

	@Override
	public Collection<String> names() {
		return List.of(NAME);
	}

	@Override
	public @Nullable String nameOf(Executor executor) {
		return (executor == this.executor) ? NAME : null;
	}

	@Override
	public @Nullable ThreadPoolExecutor poolOf(Executor executor) {
		return (executor instanceof ThreadPoolExecutor pool) ? pool : null;
	}

}
