package io.futil.autoconfigure;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor knows about the keys under {@code futil}.
 */
class MetadataTests {

	@Test
	void everyKeyHasATypeAndADescription() throws Exception {
		Map<String, Map<String, Object>> properties = properties();
		assertThat(properties).containsOnlyKeys(expectedKeys());
		assertThat(properties.values()).allSatisfy((property) -> {
			assertThat(property.get("type")).isNotNull();
			assertThat((String) property.get("description")).as("%s", property.get("name")).endsWith(".");
		});
	}

	@Test
	void defaultsAreThoseOfTheCode() throws Exception {
		Map<String, Map<String, Object>> properties = properties();
		assertThat(properties.get("futil.executors.io.concurrency-limit")).containsEntry("defaultValue", 256);
		assertThat(properties.get("futil.executors.io.queue-capacity")).containsEntry("defaultValue", 10_000);
		assertThat(properties.get("futil.executors.cpu.queue-capacity")).containsEntry("defaultValue", 1_000);
		assertThat(properties.get("futil.executors.cpu.threads")).containsEntry("defaultValue", "platform");
		assertThat(properties.get("futil.fan-out.cancel-grace")).containsEntry("defaultValue", "1s");
		assertThat(properties.get("futil.fan-out.hedge-budget")).containsEntry("defaultValue", 0.1);
		assertThat(properties.get("futil.fan-out.executor")).containsEntry("defaultValue", "io");
		assertThat(properties.get("futil.context.request-attributes")).containsEntry("defaultValue", false);
		assertThat(properties.get("management.endpoint.fanout.access")).containsEntry("defaultValue", "read_only");
		assertThat(properties.get("management.health.fanout.enabled")).containsEntry("defaultValue", false);
		assertThat(properties.get("futil.metrics.enabled")).containsEntry("defaultValue", true);
		assertThat(properties.get("futil.metrics.max-operations")).containsEntry("defaultValue", 100);
		assertThat(properties.get("futil.metrics.task-observations")).containsEntry("defaultValue", false);
		assertThat(properties.get("futil.retry.max-attempts")).containsEntry("defaultValue", 3);
		assertThat(properties.get("futil.retry.delay")).containsEntry("defaultValue", "500ms");
		assertThat(properties.get("futil.retry.max-delay")).containsEntry("defaultValue", "30s");
	}

	private static List<String> expectedKeys() {
		List<String> keys = new ArrayList<>(List.of("futil.executors"));
		keys.addAll(leaves("futil.executors.io.", FutilProperties.Executor.class));
		keys.addAll(leaves("futil.executors.cpu.", FutilProperties.Executor.class));
		keys.addAll(leaves("futil.fan-out.", FutilProperties.FanOut.class));
		keys.addAll(leaves("futil.retry.", FutilProperties.Retry.class));
		keys.addAll(leaves("futil.context.", FutilProperties.Context.class));
		keys.addAll(leaves("futil.metrics.", FutilProperties.Metrics.class));
		keys.addAll(leaves("futil.actuate.", FutilProperties.Actuate.class));
		keys.addAll(leaves("futil.metrics.", FutilProperties.Metrics.class));
		// Of Spring Boot, for each endpoint and health indicator.
		keys.addAll(List.of("management.endpoint.fanout.access", "management.endpoint.fanout.cache.time-to-live",
				"management.health.fanout.enabled"));
		return keys;
	}

	private static List<String> leaves(String prefix, Class<? extends Record> type) {
		return Stream.of(type.getRecordComponents())
			.map((component) -> prefix + DataObjectPropertyName.toDashedForm(component.getName()))
			.toList();
	}

	private static Map<String, Map<String, Object>> properties() throws Exception {
		try (InputStream json = MetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			List<Map<String, Object>> properties = JsonPath.parse(json).read("$.properties");
			return properties.stream()
				.collect(Collectors.toMap((property) -> (String) property.get("name"), (property) -> property));
		}
	}

}
