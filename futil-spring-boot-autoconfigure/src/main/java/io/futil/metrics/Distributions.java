package io.futil.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;

/**
 * Finds out whether a timer has a histogram or percentiles, in any registry.
 */
final class Distributions {

	private Distributions() {
	}

	static boolean areAskedFor(MeterRegistry registry, Meter.Id id) {
		if (registry instanceof CompositeMeterRegistry composite) {
			return composite.getRegistries().stream().anyMatch((member) -> areAskedFor(member, memberId(member, id)));
		}
		// It is there: this is how to look it up, whatever filters have made of it.
		HistogramSnapshot snapshot = timer(registry, id).takeSnapshot();
		return snapshot.histogramCounts().length > 0 || snapshot.percentileValues().length > 0;
	}

	private static Meter.Id memberId(MeterRegistry member, Meter.Id id) {
		return (member instanceof CompositeMeterRegistry) ? timer(member, id).getId() : id;
	}

	private static Timer timer(MeterRegistry registry, Meter.Id id) {
		return Timer.builder(id.getName()).tags(id.getTagsAsIterable()).register(registry);
	}

}
