package io.futil.docs;

import java.util.List;

import io.futil.docs.Domain.Quote;
import io.futil.fanout.FanOutOperations;
import io.futil.retry.SpringRetry;

import org.springframework.retry.backoff.ExponentialRandomBackOffPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.util.function.ThrowingFunction;

import static io.futil.fanout.RetrySettings.maxAttempts;
import static java.time.Duration.ofMillis;

/**
 * Further ways to have tasks tried again.
 */
final class RetryWays {

	private RetryWays() {
	}

	static List<Quote> withinABudget(FanOutOperations fanOut, List<String> symbols,
			ThrowingFunction<String, Quote> client) {
		List<Quote> quotes = fanOut.retry(maxAttempts(4).delay(ofMillis(50)).budget(0.1)).map(symbols, client);

		return quotes;
	}

	static List<Quote> bySpringRetry(FanOutOperations fanOut, List<String> symbols,
			ThrowingFunction<String, Quote> client) {
		List<Quote> quotes = fanOut
			.retryWith(SpringRetry.of(new SimpleRetryPolicy(4), new ExponentialRandomBackOffPolicy()))
			.map(symbols, client);

		return quotes;
	}

}
