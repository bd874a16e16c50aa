package io.futil.sample.loads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import org.springframework.stereotype.Component;

/**
 * Items of which three in ten attempts fail. Each is tried three times, so that a few
 * fail in the end.
 */
@Component
final class FlakyFanOut implements Load {

	private static final double FLAKE = 0.3;

	private final FanOutOperations calls;

	private final List<Integer> items;

	FlakyFanOut(FanOutOperations fanOut, LoadProperties properties) {
		this.calls = fanOut.on("io")
			.named("flaky")
			.concurrency(16)
			.timeout(Duration.ofSeconds(60))
			.retry(RetrySettings.maxAttempts(3).delay(Duration.ofMillis(100)));
		this.items = IntStream.range(0, properties.items()).boxed().toList();
	}

	@Override
	public String name() {
		return "flaky";
	}

	@Override
	public void run() {
		this.calls.results(this.items, FlakyFanOut::attempt);
	}

	private static Integer attempt(Integer item) throws InterruptedException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		TimeUnit.MILLISECONDS.sleep(random.nextLong(50, 250));
		if (random.nextDouble() < FLAKE) {
			throw new IllegalStateException("Not this time");
		}
		return item;
	}

}
