package io.futil.compatibility.retry;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.retry.ParallelRetryable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Recover;

/**
 * Methods of each shape that are retried, if Spring Retry is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.retry.support.RetryTemplate")
public class Retried {

	@Bean
	Flaky flaky() {
		return new Flaky();
	}

	/** Fails until it is asked often enough. */
	public static class Flaky {

		private final AtomicInteger attempts = new AtomicInteger();

		@ParallelRetryable(executor = "io", maxAttempts = 4, backoff = @Backoff(delay = 1, multiplier = 2))
		public CompletableFuture<Integer> later(int succeedsAt) {
			return CompletableFuture.completedFuture(attempt(succeedsAt));
		}

		@ParallelRetryable(executor = "cpu", maxAttemptsExpression = "${app.attempts:4}", backoff = @Backoff(1))
		public int now(int succeedsAt) {
			return attempt(succeedsAt);
		}

		@ParallelRetryable(batchSize = 2, backoff = @Backoff(1))
		public List<String> batches(Collection<String> items) {
			if (items.contains("bad")) {
				throw new IllegalArgumentException("bad");
			}
			return items.stream().map((item) -> item + "/" + items.size()).toList();
		}

		@Recover
		public List<String> recovered(IllegalArgumentException failure, Collection<String> items) {
			return items.stream().map((item) -> "recovered").toList();
		}

		private int attempt(int succeedsAt) {
			int attempt = this.attempts.incrementAndGet();
			if (attempt < succeedsAt) {
				throw new IllegalStateException("attempt " + attempt);
			}
			this.attempts.set(0);
			return attempt;
		}

	}

}
