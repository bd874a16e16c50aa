package io.futil.docs;

import java.util.List;
import java.util.NoSuchElementException;

import io.futil.docs.Domain.FlakyClient;
import io.futil.docs.Domain.Quote;
import io.futil.fanout.FanOutOperations;
import io.futil.retry.CoreRetry;

import org.springframework.core.retry.RetryPolicy;

import static io.futil.fanout.RetrySettings.maxAttempts;
import static java.time.Duration.ofMillis;

/**
 * How tasks are tried again.
 */
final class Retries {

	private Retries() {
	}

	static List<Quote> of(FanOutOperations fanOut, List<String> symbols, FlakyClient client) {
		List<Quote> quotes = fanOut
			.retry(maxAttempts(4).delay(ofMillis(50)).jitter(ofMillis(10)).noRetryFor(NoSuchElementException.class))
			.map(symbols, client::quote);

		fanOut.retryWith(CoreRetry.of(RetryPolicy.builder().maxRetries(3).delay(ofMillis(50)).build()))
			.map(symbols, client::quote);

		return quotes;
	}

}
