package io.futil.docs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.futil.docs.Domain.Quote;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recipe: how one tests that a deadline holds.
 */
class SlowUpstreamTests {

	private final ExecutorService pool = Executors.newFixedThreadPool(2);

	@AfterEach
	void shutDown() {
		this.pool.shutdownNow();
	}

	@Test
	void anUpstreamThatHangsHasAPlaceholder() {
		CountDownLatch never = new CountDownLatch(1);
		Partial partial = new Partial(FanOutTemplate.of(this.pool), (symbol) -> {
			never.await();
			return new Quote(symbol);
		}, Duration.ofMillis(50));
		assertThat(partial.orUnknown(List.of("A"))).extracting(Quote::symbol).containsExactly("unknown");
	}

}
