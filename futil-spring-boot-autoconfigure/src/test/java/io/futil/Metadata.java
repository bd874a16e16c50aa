package io.futil;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

/**
 * What editors are told about the settings.
 *
 * @param properties the keys, by name
 * @param hints what can be chosen from, by the name of the key
 */
public record Metadata(Map<String, Map<String, Object>> properties, Map<String, Map<String, Object>> hints) {

	/**
	 * Read it from the class path.
	 * @return what is there of this project
	 */
	public static Metadata read() {
		String file = "/META-INF/spring-configuration-metadata.json";
		try (InputStream json = Objects.requireNonNull(Metadata.class.getResourceAsStream(file))) {
			Map<String, List<Map<String, Object>>> all = JsonPath.parse(json).read("$");
			return new Metadata(byName(all.get("properties")), byName(all.get("hints")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Map<String, Object>> byName(@Nullable List<Map<String, Object>> entries) {
		return Objects.requireNonNull(entries)
			.stream()
			.collect(Collectors.toMap((entry) -> (String) entry.get("name"), (entry) -> entry));
	}

	public @Nullable Object defaultOf(String key) {
		return this.properties.getOrDefault(key, Map.of()).get("defaultValue");
	}

	public List<String> values(String key) {
		return strings(key, "values", "value");
	}

	public List<String> descriptions(String key) {
		return strings(key, "values", "description");
	}

	public List<String> providers(String key) {
		return strings(key, "providers", "name");
	}

	@SuppressWarnings("unchecked")
	private List<String> strings(String key, String list, String member) {
		List<Map<String, String>> entries = (List<Map<String, String>>) this.hints.getOrDefault(key, Map.of())
			.getOrDefault(list, List.of());
		return entries.stream().map((entry) -> entry.get(member)).toList();
	}

}
