package io.futil.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.futil.actuate.Operated.Answer;
import io.futil.fanout.FanOutFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks for it gets a health that tells which executor is in trouble.
 */
@Timeout(120)
class HealthTests {

	private static final String DETAILS = "management.endpoint.health.show-details=always";

	@Test
	void unlessItIsAskedForItIsNotThere() {
		try (Operated application = Operated.start(DETAILS)) {
			assertThat(application.health().status()).isEqualTo(200);
			assertThat(application.health().body()).doesNotContain("fanout");
		}
	}

	@Test
	void aFullExecutorIsOutOfServiceUntilThereIsRoom() {
		try (Operated application = start("futil.executors.cpu.queue-capacity=1")) {
			assertThat(application.health().<String>read("$.components.fanout.status")).isEqualTo("UP");
			CountDownLatch release = new CountDownLatch(1);
			List<FanOutFuture<Boolean>> futures = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				futures.add(application.fanOut().on("cpu").submit(() -> {
					release.await();
					return true;
				}));
			}
			Operated.until("it is full", () -> application.health().status() == 503);
			Answer answer = application.health();
			assertThat(answer.<String>read("$.components.fanout.status")).isEqualTo("OUT_OF_SERVICE");
			assertThat(answer.<Map<String, Object>>read("$.components.fanout.details")).containsOnlyKeys("cpu");
			assertThat(answer.<Map<String, Object>>read("$.components.fanout.details.cpu"))
				.containsEntry("saturated", true)
				.containsEntry("active", 1)
				.containsEntry("concurrency", 1)
				.containsEntry("queued", 1)
				.containsEntry("queueCapacity", 1)
				.containsEntry("abandoned", 0);
			release.countDown();
			futures.forEach(FanOutFuture::join);
			Operated.until("there is room", () -> application.health().status() == 200);
		}
	}

	@Test
	void anExecutorWhosePlacesAreAllLostIsOutOfService() {
		try (Operated application = start("futil.executors.cpu.queue-capacity=100",
				"futil.executors.io.threads=platform", "futil.executors.io.core-size=2")) {
			Stubborn<Integer> one = Stubborn.abandoned(application.fanOut().on("io"), 1);
			Operated.until("it is told", () -> application.health().body().contains("abandoned"));
			assertThat(application.health().status()).isEqualTo(200);
			assertThat(application.health().<Map<String, Object>>read("$.components.fanout.details.io"))
				.containsEntry("saturated", false)
				.containsEntry("abandoned", 1);
			Stubborn<Integer> other = Stubborn.abandoned(application.fanOut().on("cpu"), 2);
			Operated.until("it is out of service", () -> application.health().status() == 503);
			other.release();
			Operated.until("it is back", () -> application.health().status() == 200);
			one.release();
			Operated.until("nothing is left of it", () -> !application.health().body().contains("abandoned"));
		}
	}

	private static Operated start(String... properties) {
		List<String> all = new ArrayList<>(List.of(properties));
		all.addAll(List.of(DETAILS, "management.health.fanout.enabled=true",
				"management.endpoints.web.exposure.include=health", "futil.executors.cpu.core-size=1"));
		return Operated.start(all.toArray(String[]::new));
	}

}
