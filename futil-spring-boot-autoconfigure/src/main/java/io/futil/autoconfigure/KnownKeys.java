package io.futil.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * The keys there are under {@code futil}, to tell what is near one that there is not.
 */
final class KnownKeys {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("futil");

	private static final Group EXECUTORS = new Group(ROOT.append("executors"), FutilProperties.Executor.class);

	private static final Group RESIZE = new Group(ROOT.append("actuate.resize"), FutilProperties.Sizes.class);

	/** Those whose keys stand below the name of an executor, the deepest first. */
	private static final List<Group> BY_EXECUTOR = List.of(RESIZE, EXECUTORS);

	private static final List<Group> GROUPS = recordGroups();

	private KnownKeys() {
	}

	private static List<Group> recordGroups() {
		List<Group> groups = new ArrayList<>();
		for (RecordComponent component : FutilProperties.class.getRecordComponents()) {
			if (component.getType().isRecord()) {
				groups.add(new Group(ROOT.append(dashed(component)), component.getType()));
			}
		}
		return List.copyOf(groups);
	}

	/** The names of the groups, as they stand below {@code futil}. */
	static List<String> groups() {
		return new Group(ROOT, FutilProperties.class).keys();
	}

	/** The keys of a record, as they stand below its own. */
	static List<String> leaves(Class<?> type) {
		return Stream.of(type.getRecordComponents()).map(KnownKeys::dashed).toList();
	}

	/** All keys, those of the executors that there are included. */
	static List<String> all(FutilProperties properties) {
		List<Group> groups = new ArrayList<>(GROUPS);
		properties.executors().keySet().forEach((name) -> groups.add(EXECUTORS.below(name)));
		properties.actuate().resize().keySet().forEach((name) -> groups.add(RESIZE.below(name)));
		return groups.stream()
			.flatMap((group) -> group.keys().stream().map((key) -> group.name() + "." + key))
			.toList();
	}

	static boolean isOurs(ConfigurationPropertyName name) {
		return ROOT.equals(name) || ROOT.isAncestorOf(name);
	}

	/** What to do about a key that stands for a group, and has a value. */
	static String below(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
		if (EXECUTORS.name().equals(name) || RESIZE.name().equals(name)) {
			return "Set the keys of an executor below its name, as in '" + key + "."
					+ FutilExecutorsAutoConfiguration.IO + "."
					+ ((EXECUTORS.name().equals(name)) ? EXECUTORS : RESIZE).keys().get(1) + "'";
		}
		return "Set keys below it. " + of(name.append("key")).list();
	}

	/** What may have been meant, as a question, and the keys there are beside it. */
	static String beside(ConfigurationPropertyName name) {
		String meant = meant(name);
		return ((meant != null) ? "Did you mean '" + meant + "'? " : "") + "Correct or remove it. " + of(name).list();
	}

	/** The keys there are beside this one. */
	static String list(ConfigurationPropertyName name) {
		return of(name).list();
	}

	/** The group in which a key is. */
	private static Group of(ConfigurationPropertyName name) {
		return BY_EXECUTOR.stream()
			.map((group) -> group.of(name))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> GROUPS.stream()
				.filter((group) -> group.name().isAncestorOf(name))
				.findFirst()
				.orElse(new Group(ROOT, FutilProperties.class)));
	}

	private static @Nullable String meant(ConfigurationPropertyName name) {
		Group group = of(name);
		ConfigurationPropertyName rest = name.subName(group.name().getNumberOfElements());
		if (!group.name().equals(ROOT)) {
			String near = Suggestion.nearest(rest.toString(), group.keys());
			return (near != null) ? group.name().append(near).toString() : elsewhere(name);
		}
		String first = Suggestion.nearest(rest.chop(1).toString(), group.keys());
		if (first != null && rest.getNumberOfElements() > 1) {
			ConfigurationPropertyName corrected = ROOT.append(first).append(rest.subName(1));
			if (of(corrected).keys().contains(leaf(name))) {
				return corrected.toString();
			}
		}
		return elsewhere(name);
	}

	private static String leaf(ConfigurationPropertyName name) {
		return name.getLastElement(ConfigurationPropertyName.Form.DASHED);
	}

	/** A key of that name in another group, if there is exactly one. */
	private static @Nullable String elsewhere(ConfigurationPropertyName name) {
		String leaf = leaf(name);
		if (leaf.equals("enabled")) {
			// Whoever writes that means to switch off what the key is in.
			return null;
		}
		Map<String, Group> places = new LinkedHashMap<>();
		GROUPS.forEach((group) -> places.put(group.name().toString(), group));
		places.put(EXECUTORS.name() + ".<name>", EXECUTORS);
		List<String> found = places.entrySet()
			.stream()
			.filter((place) -> place.getValue().keys().contains(leaf))
			.map((place) -> place.getKey() + "." + leaf)
			.toList();
		return (found.size() == 1) ? found.get(0) : null;
	}

	private static String dashed(RecordComponent component) {
		return DataObjectPropertyName.toDashedForm(component.getName());
	}

	/** Keys one level below a name. */
	private record Group(ConfigurationPropertyName name, Class<?> type) {

		List<String> keys() {
			return leaves(this.type);
		}

		Group below(String executor) {
			return new Group(this.name.append(executor), this.type);
		}

		/** The same keys below the name of an executor, if that is in the key. */
		@Nullable Group of(ConfigurationPropertyName key) {
			int executor = this.name.getNumberOfElements() + 1;
			return (this.name.isAncestorOf(key) && key.getNumberOfElements() > executor)
					? new Group(key.chop(executor), this.type) : null;
		}

		String list() {
			return "Under '" + this.name + "' there are: " + String.join(", ", keys());
		}

	}

}
