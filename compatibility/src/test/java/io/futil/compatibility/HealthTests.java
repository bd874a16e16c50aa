package io.futil.compatibility;

import java.util.Map;

import io.futil.compatibility.Running.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The health, which the two lines of Spring Boot have in different packages.
 */
@Timeout(120)
class HealthTests {

	@Test
	void itIsThereIfActuatorIs() {
		assertThat(Running.context().containsBean("fanoutHealthIndicator")).isEqualTo(Cell.has(Partner.ACTUATOR));
	}

	@Test
	void itSaysWhichExecutorIsSaturatedAsLongAsItIs() throws Exception {
		if (!Cell.has(Partner.ACTUATOR)) {
			return;
		}
		assertThat(Running.get("/actuator/health").<String>read("$.components.fanout.status")).isEqualTo("UP");
		try (Saturated saturated = new Saturated()) {
			assertThat(saturated).isNotNull();
			Answer answer = Running.get("/actuator/health");
			assertThat(answer.status()).isEqualTo(503);
			assertThat(answer.<String>read("$.components.fanout.status")).isEqualTo("OUT_OF_SERVICE");
			assertThat(answer.<Map<String, Object>>read("$.components.fanout.details")).containsOnlyKeys("small");
			assertThat(answer.<Map<String, Object>>read("$.components.fanout.details.small"))
				.containsEntry("saturated", true)
				.containsEntry("queued", 1)
				.containsEntry("queueCapacity", 1);
		}
		Running.until("there is room", () -> Running.get("/actuator/health").status() == 200);
	}

}
