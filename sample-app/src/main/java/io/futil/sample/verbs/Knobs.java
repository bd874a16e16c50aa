package io.futil.sample.verbs;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.annotation.DurationFormat.Style;
import org.springframework.http.HttpStatus;
import org.springframework.retry.RetryContext;
import org.springframework.retry.support.RetrySynchronizationManager;
import org.springframework.web.server.ResponseStatusException;

/**
 * What every endpoint lets its reader turn, as in
 * {@code /try/map?n=20&delay=50ms&failAt=7&failTimes=1&attempts=3&concurrency=4&timeout=1s&on=cpu}.
 *
 * @param n how many items, 8 unless given, 500 at most
 * @param delay how long an item takes, 50 ms unless given, 10 seconds at most
 * @param failAt the item that fails, counted from 0; none unless given
 * @param failTimes how many attempts at that item fail; all unless given
 * @param attempts how often an item is tried, with the pauses of {@code futil.retry};
 * once unless given
 * @param timeout the deadline of the call; none unless given
 * @param concurrency how many items are in flight at once; the executor's size unless
 * given
 * @param on the executor, {@code io} unless given
 */
record Knobs(@Nullable Integer n, @DurationFormat(style = Style.SIMPLE) @Nullable Duration delay,
		@Nullable Integer failAt, @Nullable Integer failTimes, @Nullable Integer attempts,
		@DurationFormat(style = Style.SIMPLE) @Nullable Duration timeout, @Nullable Integer concurrency,
		@Nullable String on) {

	private static final int MAX_ITEMS = 500;

	private static final long MAX_MILLIS = 10_000;

	private static final int ALWAYS = Integer.MAX_VALUE;

	/**
	 * The items: 0 and so on.
	 */
	List<Integer> items() {
		return IntStream.range(0, Math.min(Objects.requireNonNullElse(this.n, 8), MAX_ITEMS)).boxed().toList();
	}

	/**
	 * The work on one item.
	 */
	String work(Integer item) throws InterruptedException {
		return work(item, 1);
	}

	/**
	 * Work that is the quicker the later the item, so that the last comes first.
	 */
	String workBackwards(Integer item) throws InterruptedException {
		int items = items().size();
		return work(item, (double) (items - item) / items);
	}

	private String work(Integer item, double share) throws InterruptedException {
		long millis = Objects.requireNonNullElse(this.delay, Duration.ofMillis(50)).toMillis();
		TimeUnit.MILLISECONDS.sleep(Math.round(Math.min(millis, MAX_MILLIS) * share));
		if (item.equals(this.failAt) && failedAttempts() < Objects.requireNonNullElse(this.failTimes, ALWAYS)) {
			throw new AskedForException(item);
		}
		return "item " + item;
	}

	/**
	 * How often the item that this thread works on has failed so far: what is retried
	 * finds that here, as with Spring Retry itself.
	 */
	private static int failedAttempts() {
		RetryContext retry = RetrySynchronizationManager.getContext();
		return (retry != null) ? retry.getRetryCount() : 0;
	}

	/**
	 * A call that is set up as asked.
	 */
	FanOutOperations call(FanOutOperations fanOut, String verb) {
		try {
			FanOutOperations call = fanOut.named(verb).on(Objects.requireNonNullElse(this.on, "io"));
			call = (this.timeout != null) ? call.timeout(this.timeout) : call;
			call = (this.attempts != null) ? call.retry(RetrySettings.maxAttempts(this.attempts)) : call;
			return (this.concurrency != null) ? call.concurrency(this.concurrency) : call;
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
	}

}
