package io.futil.docs;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of meters lists each of them, as it is, and nobody names one that is not
 * there.
 */
class MetersPageTests {

	private static final Pattern PROMETHEUS = Pattern.compile("\\b(?:futil|executor)_[a-z_]+\\b");

	private static final Pattern METER = Pattern.compile("`(executor\\.[a-z.]+)`");

	@Test
	void itListsEachMeterWithItsTypeUnitAndTags() {
		Map<String, String> listed = new TreeMap<>();
		for (List<String> row : Page.of("docs/metrics.md").rows()) {
			if (row.size() == 5 && row.get(0).matches("`(futil|executor)\\.[a-z.]+`")) {
				assertThat(
						listed.put(row.get(0).replace("`", ""), String.join(" | ", row.get(1), row.get(2), row.get(3))))
					.isNull();
			}
		}
		assertThat(listed).isEqualTo(Meters.ids()
			.stream()
			.collect(Collectors.groupingBy(Meter.Id::getName, TreeMap::new,
					Collectors.collectingAndThen(Collectors.toList(), MetersPageTests::shown))));
	}

	/** All meters of a name have the same type, unit and tags. */
	private static String shown(List<Meter.Id> ids) {
		Set<String> shown = new TreeSet<>();
		for (Meter.Id id : ids) {
			String type = id.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
			String tags = id.getTags()
				.stream()
				.map(Tag::getKey)
				.map((key) -> "`" + key + "`")
				.collect(Collectors.joining(", "));
			shown.add(type + " | " + ((id.getBaseUnit() != null) ? id.getBaseUnit() : "-") + " | " + tags);
		}
		return String.join(" or ", shown);
	}

	@Test
	void whatIsAskedOfPrometheusIsThere() {
		Set<String> shown = PROMETHEUS.matcher(Meters.scrape())
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toSet());
		Set<String> asked = Page.all()
			.stream()
			.flatMap((page) -> PROMETHEUS.matcher(page.text()).results().map(MatchResult::group))
			.collect(Collectors.toSet());
		assertThat(asked).isNotEmpty().isSubsetOf(shown);
	}

	@Test
	void aCallThatSettlesAtItsDeadlineIsLateAndAPageWithoutItsLatePartsIsNot() {
		CountDownLatch never = new CountDownLatch(1);
		assertThat(Meters.outcomes((fanOut) -> {
			FanOutOperations late = fanOut.timeout(Duration.ofMillis(20));
			late.results(List.of(1), (item) -> {
				never.await();
				return item;
			});
			late.gather((g) -> g.optional("late", () -> {
				never.await();
				return 1;
			}).orElse(2).get());
		})).containsExactlyInAnyOrder("results timed-out", "gather succeeded");
	}

	@Test
	void whatIsSaidOfExecutorsIsMeasured() {
		Stream<String> named = Page.all()
			.stream()
			.flatMap((page) -> METER.matcher(page.prose()).results().map((meter) -> meter.group(1)));
		assertThat(named).isNotEmpty().isSubsetOf(Meters.names());
	}

}
