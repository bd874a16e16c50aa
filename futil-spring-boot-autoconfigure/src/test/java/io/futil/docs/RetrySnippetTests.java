package io.futil.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.docs.Domain.Busy;
import io.futil.docs.Domain.Quote;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.RetrySettings;
import io.futil.fanout.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.function.ThrowingFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the page of retry shows does what it says.
 */
@Timeout(60)
class RetrySnippetTests {

	private final FanOutOperations fanOut = FanOutTemplate.of(Runnable::run);

	private final AtomicInteger attempts = new AtomicInteger();

	@Test
	void aStrategyWaitsAsTheServiceHasSaid() {
		assertThat(AsTold.quotes(this.fanOut, List.of("A"), (symbol) -> {
			if (this.attempts.incrementAndGet() < 3) {
				throw new Busy(Duration.ofMillis(1));
			}
			return new Quote(symbol);
		})).containsExactly(new Quote("A"));
		assertThat(this.attempts).hasValue(3);
	}

	@Test
	void whatTheServiceHasNotSaidIsNoReason() {
		assertThatExceptionOfType(FanOutException.class)
			.isThrownBy(() -> AsTold.quotes(this.fanOut, List.of("A"), (symbol) -> {
				this.attempts.incrementAndGet();
				throw new IOException("broken");
			}));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void aServiceThatIsDownIsAskedTenTimesMoreOrOnceInTen() {
		for (int tasks : new int[] { 20, 300 }) {
			this.attempts.set(0);
			List<TaskResult<Integer, Object>> results = this.fanOut
				.retry(RetrySettings.maxAttempts(4).delay(Duration.ZERO).budget(0.1))
				.results(IntStream.range(0, tasks).boxed().toList(), (item) -> {
					this.attempts.incrementAndGet();
					throw new IOException("down");
				});
			assertThat(results).noneMatch(TaskResult::ok);
			assertThat(this.attempts).hasValueLessThanOrEqualTo(tasks + Math.max(10, tasks / 10));
			assertThat(this.attempts).hasValueGreaterThan(tasks);
		}
	}

	@Test
	void theSnippetsRetry() {
		for (Way way : List.<Way>of(RetryWays::withinABudget, RetryWays::bySpringRetry)) {
			this.attempts.set(0);
			assertThat(way.quotes(this.fanOut, List.of("A"), (symbol) -> {
				if (this.attempts.incrementAndGet() < 2) {
					throw new IOException("not yet");
				}
				return new Quote(symbol);
			})).containsExactly(new Quote("A"));
		}
	}

	@Test
	void listenersHearOfPlainSettingsToo() {
		Settings.of().withBean(RetryNotes.class).run((context) -> {
			List<Integer> values = new ArrayList<>(context.getBean(FanOutOperations.class)
				.retry(RetrySettings.maxAttempts(2).delay(Duration.ZERO))
				.map(List.of(1), (item) -> {
					if (this.attempts.incrementAndGet() < 2) {
						throw new IOException("not yet");
					}
					return item;
				}));
			assertThat(values).containsExactly(1);
			assertThat(context.getBean(RetryNotes.class).notes()).containsExactly("attempt 1 failed: IOException");
		});
	}

	@FunctionalInterface
	private interface Way {

		List<Quote> quotes(FanOutOperations fanOut, List<String> symbols, ThrowingFunction<String, Quote> client);

	}

}
