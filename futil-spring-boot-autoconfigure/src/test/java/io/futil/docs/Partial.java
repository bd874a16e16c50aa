package io.futil.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.futil.docs.Domain.Quote;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import org.springframework.util.function.ThrowingFunction;

/**
 * Recipe: what is there when the time is up.
 */
final class Partial {

	private final FanOutOperations fanOut;

	private final ThrowingFunction<String, Quote> client;

	private final Duration patience;

	Partial(FanOutOperations fanOut, ThrowingFunction<String, Quote> client, Duration patience) {
		this.fanOut = fanOut;
		this.client = client;
		this.patience = patience;
	}

	List<Quote> inTime(List<String> symbols) {
		List<Quote> quotes = new ArrayList<>();
		for (TaskResult<String, Quote> result : this.fanOut.timeout(this.patience).results(symbols, this.client)) {
			if (result.ok()) {
				quotes.add(result.value());
			}
		}
		return quotes;
	}

	List<Quote> orUnknown(List<String> symbols) {
		return this.fanOut.timeout(this.patience).mapOrDefault(symbols, this.client, new Quote("unknown"));
	}

	List<Quote> unlessOneFails(List<String> symbols) {
		try {
			return this.fanOut.timeout(this.patience).map(symbols, this.client);
		}
		catch (FanOutTimeoutException late) {
			return late.results().stream().filter(TaskResult::ok).map((result) -> (Quote) result.value()).toList();
		}
	}

}
