package io.futil.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.ContextPort;
import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Extensions;
import io.futil.fanout.spi.FanOutDefaults;
import org.jspecify.annotations.Nullable;

/**
 * A pool of two threads, {@code pool}, another one, {@code other}, and fan-outs over them
 * that listeners hear of.
 */
final class TestExecutors implements ExecutorLookup, AutoCloseable {

	static final String POOL = "pool";

	static final String OTHER_POOL = "second";

	private final Map<String, ExecutorService> pools = new ConcurrentHashMap<>(
			Map.of(POOL, Executors.newFixedThreadPool(2), OTHER_POOL, Executors.newFixedThreadPool(2)));

	FanOutOperations fanOut(CallListener... listeners) {
		return fanOut(null, listeners);
	}

	FanOutOperations fanOut(@Nullable ContextPort context, CallListener... listeners) {
		return new FanOutTemplate(this, new FanOutDefaults(POOL, null, Duration.ofSeconds(1)),
				new Extensions(null, List.of(listeners), context));
	}

	ExecutorService pool(String name) {
		return this.pools.get(name);
	}

	static List<Integer> items(int number) {
		return IntStream.range(0, number).boxed().toList();
	}

	@Override
	public @Nullable Executor find(String name) {
		return this.pools.get(name);
	}

	@Override
	public Collection<String> names() {
		return this.pools.keySet();
	}

	@Override
	public @Nullable String nameOf(Executor executor) {
		return this.pools.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() == executor)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
	}

	@Override
	public @Nullable ThreadPoolExecutor poolOf(Executor executor) {
		return (executor instanceof ThreadPoolExecutor pool) ? pool : null;
	}

	@Override
	public void close() {
		this.pools.values().forEach(ExecutorService::shutdownNow);
	}

}
