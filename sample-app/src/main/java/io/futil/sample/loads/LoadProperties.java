package io.futil.sample.loads;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How much there is to do.
 *
 * @param files how many files the audit hashes
 * @param items how many items the flaky fan-out tries
 * @param races how many races there are
 * @param stuckFor how long the stuck tasks ignore their interrupt, 10 minutes at most
 */
@ConfigurationProperties("loads")
record LoadProperties(@DefaultValue("1500") int files, @DefaultValue("500") int items, @DefaultValue("80") int races,
		@DefaultValue("20s") Duration stuckFor) {

	private static final int MOST = 100_000;

	private static final Duration LONGEST = Duration.ofMinutes(10);

	LoadProperties {
		check("loads.files", files);
		check("loads.items", items);
		check("loads.races", races);
		if (stuckFor.isNegative() || stuckFor.compareTo(LONGEST) > 0) {
			throw new InvalidConfigurationPropertyValueException("loads.stuck-for", stuckFor,
					"Set a duration from 0s to " + LONGEST.toMinutes() + "m.");
		}
	}

	private static void check(String key, int number) {
		if (number < 1 || number > MOST) {
			throw new InvalidConfigurationPropertyValueException(key, number, "Set a number from 1 to " + MOST + ".");
		}
	}

}
