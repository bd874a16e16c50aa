package io.futil.compatibility.retry;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.retry.ParallelRetryable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.annotation.Backoff;

/**
 * Methods whose attempts run on members of a cluster, if there are both Spring Retry and
 * Hazelcast.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
		name = { "org.springframework.retry.support.RetryTemplate", "com.hazelcast.core.HazelcastInstance" })
public class RetriedElsewhere {

	@Bean
	Distant distant() {
		return new Distant();
	}

	/** Fails the first time. */
	public static class Distant {

		private final AtomicInteger attempts = new AtomicInteger();

		@ParallelRetryable(executor = "reports", maxAttempts = 3, backoff = @Backoff(1))
		public int attempt(String name) {
			int attempt = this.attempts.incrementAndGet();
			if (attempt == 1) {
				throw new IllegalStateException(name);
			}
			return attempt;
		}

		@ParallelRetryable(executor = "reports", batchSize = 2)
		public List<String> batches(List<String> items) {
			return items.stream().map((item) -> item + "/" + items.size()).toList();
		}

	}

}
