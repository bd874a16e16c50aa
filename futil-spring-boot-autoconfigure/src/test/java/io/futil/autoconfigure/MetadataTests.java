package io.futil.autoconfigure;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.futil.Metadata;
import io.futil.actuate.Control;
import io.futil.autoconfigure.FutilProperties.Executor;
import io.futil.autoconfigure.FutilProperties.Threads;
import io.futil.cluster.ClusterSettings.LocalTasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor knows about the keys under {@code futil}: all of them, what they mean,
 * what holds unless they are set, and what can be chosen from.
 */
class MetadataTests {

	/** Of Spring Boot, for each endpoint and health indicator. */
	private static final List<String> BOOTS = List.of("management.endpoint.fanout.access",
			"management.endpoint.fanout.cache.time-to-live", "management.health.fanout.enabled");

	/** Those that depend on other keys or the machine, or are nothing. */
	private static final List<String> WITHOUT_DEFAULT = List.of("core-size", "max-size", "rate-limit", "retry-budget",
			"timeout", "allow", "resize", "allowed-packages", "futil.executors.cpu.concurrency-limit",
			"futil.executors");

	private final Metadata metadata = Metadata.read();

	@Test
	void everyKeyHasATypeAndADescription() {
		assertThat(this.metadata.properties()).containsOnlyKeys(expectedKeys());
		assertThat(this.metadata.properties().values()).allSatisfy((property) -> {
			assertThat(property.get("type")).isNotNull();
			assertThat((String) property.get("description")).as("%s", property.get("name")).endsWith(".");
		});
	}

	@Test
	void everyKeyOfFutilHasADefaultOrSaysWhatHoldsUnlessItIsSet() {
		assertThat(this.metadata.properties()).allSatisfy((key, property) -> {
			boolean without = WITHOUT_DEFAULT.stream().anyMatch((end) -> key.equals(end) || key.endsWith("." + end));
			assertThat(property.containsKey("defaultValue")).as(key).isEqualTo(!without);
			if (without) {
				assertThat((String) property.get("description")).as(key).containsAnyOf("unless set", "always there");
			}
		});
	}

	@Test
	void defaultsOfGroupsAreThoseOfTheCode() {
		Map<String, @Nullable Object> found = new LinkedHashMap<>();
		groups((key, value) -> {
			found.put(key, value);
			assertDefault(key, value);
		});
		assertThat(found).hasSizeGreaterThan(10).containsEntry("futil.fan-out.cancel-grace", Duration.ofSeconds(1));
	}

	@Test
	void defaultsOfExecutorsAreThoseOfTheCode() {
		for (String name : List.of("io", "cpu")) {
			String prefix = "futil.executors." + name + ".";
			ExecutorSpec spec = ExecutorSpec.of(name, Executor.UNSET);
			assertDefault(prefix + "threads", threads(name));
			ExecutorSpec.Platform pool = (ExecutorSpec.Platform) ExecutorSpec.of(name, onPlatformThreads());
			assertDefault(prefix + "queue-capacity", spec.queueCapacity());
			assertDefault(prefix + "thread-name-prefix", spec.threadNamePrefix());
			assertDefault(prefix + "await-termination-period", spec.awaitTerminationPeriod());
			assertDefault(prefix + "keep-alive", pool.keepAlive());
			assertDefault(prefix + "caller-helps", pool.callerHelps());
			if (name.equals("io")) {
				assertDefault(prefix + "concurrency-limit", spec.size());
			}
		}
		assertThat(this.metadata.defaultOf("management.endpoint.fanout.access")).isEqualTo("read_only");
		assertThat(this.metadata.defaultOf("management.health.fanout.enabled")).isEqualTo(false);
	}

	@Test
	void everyKeyWithFixedValuesOffersThem() {
		List<String> keys = new ArrayList<>(List.of("futil.executors.io.threads", "futil.executors.cpu.threads"));
		keys.forEach((key) -> assertThat(this.metadata.values(key)).containsExactlyElementsOf(words(Threads.values())));
		assertThat(this.metadata.values("futil.actuate.allow")).containsExactlyElementsOf(words(Control.values()));
		keys.add("futil.actuate.allow");
		assertThat(this.metadata.values("futil.cluster.local")).containsExactlyElementsOf(words(LocalTasks.values()));
		keys.add("futil.cluster.local");
		List<String> fixed = this.metadata.properties()
			.values()
			.stream()
			.filter((property) -> ((String) property.get("type"))
				.matches(".*io\\.futil\\..*(Threads|Control|LocalTasks)>?"))
			.map((property) -> (String) property.get("name"))
			.toList();
		assertThat(keys).containsExactlyInAnyOrderElementsOf(fixed);
	}

	@Test
	void everyKeyOfAnExecutorsNameOffersIoAndCpuAndAllowsOthers() {
		for (String key : List.of("futil.executors.keys", "futil.actuate.resize.keys", "futil.fan-out.executor",
				"futil.cluster.run-on")) {
			assertThat(this.metadata.values(key)).as(key).containsExactly("io", "cpu");
			assertThat(this.metadata.providers(key)).as(key)
				.containsExactly(key.endsWith(".keys") ? "any" : "spring-bean-reference");
		}
	}

	@Test
	void everyMapOffersItsKeysAndRatesAreShownAndFree() {
		assertThat(this.metadata.properties()
			.values()
			.stream()
			.filter((property) -> ((String) property.get("type")).startsWith("java.util.Map"))
			.map((property) -> property.get("name") + ".keys")).allMatch(this.metadata.hints()::containsKey).hasSize(2);
		for (String name : List.of("io", "cpu")) {
			String key = "futil.executors." + name + ".rate-limit";
			assertThat(this.metadata.providers(key)).containsExactly("any");
			assertThat(this.metadata.values(key)).isNotEmpty()
				.allSatisfy((rate) -> assertThat(CallLimits.of(name, withRate(rate)).rate()).isNotNull());
		}
	}

	@Test
	void hintsAreForKeysThatThereAreAndSayWhatEachValueMeans() {
		assertThat(this.metadata.hints()).allSatisfy((name, hint) -> {
			assertThat(this.metadata.properties()).containsKey(name.replaceAll("\\.keys$", ""));
			assertThat(this.metadata.descriptions(name)).allSatisfy((text) -> assertThat(text).endsWith("."));
			assertThat(this.metadata.descriptions(name)).hasSameSizeAs(this.metadata.values(name));
		});
	}

	private void assertDefault(String key, @Nullable Object expected) {
		Object written = this.metadata.defaultOf(key);
		if (expected instanceof Duration) {
			assertThat(DurationStyle.detectAndParse(String.valueOf(written))).as(key).isEqualTo(expected);
		}
		else if (expected instanceof DataSize) {
			assertThat(DataSize.parse(String.valueOf(written))).as(key).isEqualTo(expected);
		}
		else if (expected instanceof Double number) {
			assertThat(((Number) written).doubleValue()).as(key).isEqualTo(number);
		}
		else if (expected instanceof List<?> several && !several.isEmpty()) {
			assertThat(StringUtils.commaDelimitedListToStringArray(String.valueOf(written))).as(key)
				.containsExactly(several.stream().map(String::valueOf).toArray(String[]::new));
		}
		else if (expected instanceof Enum<?> constant) {
			assertThat(written).as(key).isEqualTo(constant.name().toLowerCase(Locale.ROOT));
		}
		else {
			assertThat(written).as(key).isEqualTo(expected);
		}
	}

	/** What the code takes where nothing is set, whatever threads this Java has. */
	private static Threads threads(String name) {
		Executor limited = new Executor(null, 1, null, null, null, null, null, null, null, null, null);
		try {
			ExecutorSpec.of(name, limited);
			return Threads.AUTO;
		}
		catch (InvalidSettingException ex) {
			assertThat(ex).hasMessageContaining("has platform threads");
			return Threads.PLATFORM;
		}
	}

	private static Executor onPlatformThreads() {
		return new Executor(Threads.PLATFORM, null, null, null, null, null, null, null, null, null, null);
	}

	private static Executor withRate(String rate) {
		return new Executor(null, null, null, null, null, null, null, null, null, rate, null);
	}

	private static List<String> words(Enum<?>[] constants) {
		return Stream.of(constants).map((constant) -> constant.name().toLowerCase(Locale.ROOT)).toList();
	}

	private static List<String> expectedKeys() {
		List<String> keys = new ArrayList<>(BOOTS);
		for (RecordComponent component : FutilProperties.class.getRecordComponents()) {
			String key = "futil." + dashed(component);
			if (component.getType().isRecord()) {
				keys.addAll(leaves(key, component.getType()));
			}
			else {
				keys.add(key);
			}
		}
		keys.addAll(leaves("futil.executors.io", Executor.class));
		keys.addAll(leaves("futil.executors.cpu", Executor.class));
		return keys;
	}

	private static List<String> leaves(String prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).map((component) -> prefix + "." + dashed(component)).toList();
	}

	/** What the code has for each key of a group if nothing is set. */
	private static void groups(BiConsumer<String, @Nullable Object> keys) {
		FutilProperties properties = Binder.get(new StandardEnvironment()).bindOrCreate("futil", FutilProperties.class);
		for (RecordComponent group : FutilProperties.class.getRecordComponents()) {
			if (group.getType().isRecord()) {
				Object values = value(group.getAccessor(), properties);
				for (RecordComponent leaf : group.getType().getRecordComponents()) {
					Object value = value(leaf.getAccessor(), values);
					boolean empty = value != null && value.toString().matches("\\[]|\\{}");
					keys.accept("futil." + dashed(group) + "." + dashed(leaf), empty ? null : value);
				}
			}
		}
	}

	private static @Nullable Object value(Method accessor, @Nullable Object record) {
		try {
			return accessor.invoke(record);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String dashed(RecordComponent component) {
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

}
