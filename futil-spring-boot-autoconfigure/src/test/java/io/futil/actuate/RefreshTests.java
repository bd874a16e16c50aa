package io.futil.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.scope.refresh.RefreshScopeRefreshedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an operator sees and has set, once the environment changes.
 */
@Timeout(120)
class RefreshTests {

	@Test
	void theEndpointFollowsAndAnOperatorsSizeStaysUntilTheSettingsSayAnother() {
		try (Operated application = Operated.open(2, 1, 8)) {
			Map<String, Object> changes = new LinkedHashMap<>();
			application.bean(ConfigurableEnvironment.class)
				.getPropertySources()
				.addFirst(new MapPropertySource("changes", changes));
			assertThat(application.resize("cpu", "{\"size\":5}").status()).isEqualTo(200);
			refresh(application);
			assertCpu(application, 5, "2", "defaultProperties");
			changes.put("futil.executors.io.concurrency-limit", 9);
			refresh(application);
			assertCpu(application, 5, "2", "defaultProperties");
			changes.put("futil.executors.cpu.core-size", 3);
			refresh(application);
			assertCpu(application, 3, "3", "changes");
			changes.clear();
			refresh(application);
			assertCpu(application, 2, "2", "defaultProperties");
			// The bounds are those it was started with.
			changes.put("futil.actuate.resize.cpu.max", 4);
			refresh(application);
			assertThat(application.resize("cpu", "{\"size\":6}").status()).isEqualTo(200);
			assertCpu(application, 6, "2", "defaultProperties");
		}
	}

	private static void refresh(Operated application) {
		application.publish(new EnvironmentChangeEvent(Set.of("some.key")));
		application.publish(new RefreshScopeRefreshedEvent());
	}

	private static void assertCpu(Operated application, int size, String configured, String source) {
		Operated.Answer answer = application.get();
		String cpu = "$.executors[?(@.name == 'cpu')]";
		assertThat(EndpointTests.one(answer, cpu)).containsEntry("concurrency", size)
			.containsEntry("coreSize", size)
			.containsEntry("maxSize", size);
		assertThat(answer.<List<Map<String, String>>>read(cpu + ".settings[?(@.key == 'core-size')]")).singleElement()
			.satisfies((setting) -> assertThat(setting).containsEntry("value", configured)
				.containsEntry("origin", "\"futil.executors.cpu.core-size\" from property source \"" + source + "\""));
	}

}
