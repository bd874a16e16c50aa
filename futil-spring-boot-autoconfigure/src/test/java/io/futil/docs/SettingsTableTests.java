package io.futil.docs;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.futil.Metadata;
import io.futil.autoconfigure.FutilProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of settings in the README have the keys and the defaults of the metadata,
 * which has those of the code.
 */
class SettingsTableTests {

	private static final Pattern TABLE = Pattern
		.compile("Under `futil\\.([a-z-]+)(?:\\.<name>)?`[^\\n]*\\n\\n((?:\\|[^\\n]*\\n)+)");

	private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| (.*) \\| (.*) \\|");

	private final Metadata metadata = Metadata.read();

	/** The rows of each table by their keys: what holds unless the key is set. */
	private final Map<String, Map<String, String>> tables = tables();

	private static Map<String, Map<String, String>> tables() {
		Map<String, Map<String, String>> tables = new LinkedHashMap<>();
		TABLE.matcher(Readme.text()).results().forEach((table) -> {
			Map<String, String> rows = new LinkedHashMap<>();
			ROW.matcher(table.group(2)).results().forEach((row) -> rows.put(row.group(1), row.group(3)));
			tables.put(table.group(1), rows);
		});
		return tables;
	}

	@Test
	void thereIsATableForEachGroupWithItsKeysInTheirOrder() {
		List<String> groups = new ArrayList<>();
		for (RecordComponent group : FutilProperties.class.getRecordComponents()) {
			groups.add(dashed(group));
			Class<?> type = group.getType().isRecord() ? group.getType() : FutilProperties.Executor.class;
			assertThat(this.tables.get(dashed(group))).as(dashed(group))
				.containsOnlyKeys(Stream.of(type.getRecordComponents()).map(SettingsTableTests::dashed).toList());
		}
		assertThat(this.tables).containsOnlyKeys(groups);
	}

	@Test
	void defaultsOfGroupsAreThoseOfTheMetadata() {
		this.tables.forEach((group, rows) -> {
			if (!group.equals("executors")) {
				rows.forEach((key, cell) -> check("futil." + group + "." + key, cell.replace("`", "")));
			}
		});
	}

	@Test
	void defaultsOfExecutorsAreThoseOfTheMetadata() {
		this.tables.get("executors").forEach((key, cell) -> {
			Map<Boolean, List<String>> parts = Stream.of(cell.split("; "))
				.collect(Collectors.partitioningBy((part) -> part.startsWith("`cpu`: ")));
			String io = String.join("; ", parts.get(false)).replaceAll("(^|.*, )else ", "").replace("`", "");
			String cpu = parts.get(true).isEmpty() ? io : parts.get(true).get(0).substring("`cpu`: ".length());
			check("futil.executors.io." + key, io.equals("the name and a dash") ? "io-" : io);
			if (!key.equals("concurrency-limit")) {
				check("futil.executors.cpu." + key, cpu.equals("the name and a dash") ? "cpu-" : cpu.replace("`", ""));
			}
		});
	}

	@Test
	void whatIsLiveIsMarkedAndNothingElse() {
		assertThat(ROW.matcher(Readme.text()).results().filter((row) -> row.group(2).contains("**live**")))
			.extracting((row) -> row.group(1))
			.containsExactly("concurrency-limit", "core-size", "max-size");
		assertThat(Readme.text()).contains("## Change sizes while it runs");
	}

	private void check(String key, String cell) {
		Object expected = this.metadata.defaultOf(key);
		if (expected == null) {
			assertThat(cell).as(key).doesNotContainPattern("\\d").isNotIn("true", "false", "");
		}
		else if (isDuration(key)) {
			assertThat(DurationStyle.detectAndParse(cell)).as(key)
				.isEqualTo(DurationStyle.detectAndParse(expected.toString()));
		}
		else {
			assertThat(cell).as(key).isEqualTo(expected.toString());
		}
	}

	private boolean isDuration(String key) {
		@Nullable Object type = this.metadata.properties().getOrDefault(key, Map.of()).get("type");
		return "java.time.Duration".equals(type);
	}

	private static String dashed(RecordComponent component) {
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

}
