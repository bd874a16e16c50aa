package io.futil.docs;

import java.time.Duration;
import java.util.List;

import io.futil.docs.Domain.Busy;
import io.futil.docs.Domain.Quote;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.spi.TaskRetry;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingFunction;

/**
 * Tries a task again when the service has said so, and asks three times at most.
 */
final class AsTold implements TaskRetry {

	private int failures;

	@Override
	public @Nullable Duration next(Throwable failure) {
		this.failures++;
		return (this.failures < 3 && failure instanceof Busy busy) ? busy.retryAfter() : null;
	}

	static List<Quote> quotes(FanOutOperations fanOut, List<String> symbols, ThrowingFunction<String, Quote> client) {
		List<Quote> quotes = fanOut.retryWith(AsTold::new).map(symbols, client);

		return quotes;
	}

}
