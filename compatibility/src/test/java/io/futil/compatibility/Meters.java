package io.futil.compatibility;

import java.util.List;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.beans.factory.BeanFactory;

/**
 * The meters of an application. Apart, as its types may be absent.
 */
final class Meters {

	private final MeterRegistry registry;

	private Meters(MeterRegistry registry) {
		this.registry = registry;
	}

	static Meters of(BeanFactory beans) {
		return new Meters(beans.getBean(MeterRegistry.class));
	}

	long timed(String name, String... tags) {
		return this.registry.get(name).tags(tags).timers().stream().mapToLong(Timer::count).sum();
	}

	List<String> names() {
		return this.registry.getMeters().stream().map((meter) -> meter.getId().getName()).distinct().toList();
	}

	List<String> tagValues(String name, String tag) {
		return this.registry.find(name).meters().stream().map(Meter::getId).map((id) -> id.getTag(tag)).toList();
	}

}
