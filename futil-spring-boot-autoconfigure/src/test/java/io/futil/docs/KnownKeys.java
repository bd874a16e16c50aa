package io.futil.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;

/**
 * The keys that can be set, as an editor knows them: those of futil and of Spring Boot.
 */
final class KnownKeys {

	/** A key of an executor of any name, and the key of {@code io} that is described. */
	private static final Pattern EXECUTOR = Pattern.compile("^futil\\.executors\\.(<name>|[a-z][a-z0-9-]*)\\.");

	private static final Pattern SIZES = Pattern
		.compile("^futil\\.actuate\\.resize\\.(<name>|[a-z][a-z0-9-]*)\\.(min|max)$");

	private final Map<String, Map<String, Object>> properties = new HashMap<>();

	private KnownKeys() {
	}

	static KnownKeys read() {
		KnownKeys keys = new KnownKeys();
		try {
			for (URL url : Collections
				.list(KnownKeys.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream json = url.openStream()) {
					List<Map<String, Object>> properties = JsonPath.parse(json).read("$.properties");
					properties.forEach((property) -> keys.properties.put((String) property.get("name"), property));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return keys;
	}

	/** Whether a key can be set. */
	boolean knows(String key) {
		if (SIZES.matcher(key).matches()) {
			return true;
		}
		if (EXECUTOR.matcher(key).find()) {
			return this.properties.containsKey(EXECUTOR.matcher(key).replaceFirst("futil.executors.io."));
		}
		return this.properties.containsKey(key) || isInAMap(key);
	}

	/** Whether a key, or what stands before a key, can be set. */
	boolean knowsGroup(String prefix) {
		return knows(prefix) || EXECUTOR.matcher(prefix + ".").matches()
				|| this.properties.keySet().stream().anyMatch((key) -> key.startsWith(prefix + "."));
	}

	/** Only Spring Boot has maps of anything. */
	private boolean isInAMap(String key) {
		int dot = key.lastIndexOf('.');
		while (dot > 0 && !key.startsWith("futil.")) {
			Map<String, Object> property = this.properties.get(key.substring(0, dot));
			if (property != null && String.valueOf(property.get("type")).startsWith("java.util.Map<")) {
				return true;
			}
			dot = key.lastIndexOf('.', dot - 1);
		}
		return false;
	}

}
