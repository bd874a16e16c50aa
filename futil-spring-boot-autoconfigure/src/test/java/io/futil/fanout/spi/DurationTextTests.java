package io.futil.fanout.spi;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durations in messages look like those in settings.
 */
class DurationTextTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s", "PT2S, 2s", "PT1M, 60s", "PT-1S, -1s", "PT0.02S, 20ms", "PT-0.5S, -500ms",
			"PT1.5S, 1500ms", "PT0.0015S, 1500us", "PT0.000000001S, 1ns", "PT-0.000000001S, -1ns", "PT8760H, 31536000s",
			"PT9223372036854775807.999999999S, 9223372036854775807s", "PT-9223372036854775808S, -9223372036854775808s",
			"PT-2562047788015215H-30M-7.5S, -9223372036854775808s" })
	void itIsInTheLargestUnitInWhichItIsWhole(Duration duration, String text) {
		assertThat(DurationText.of(duration)).isEqualTo(text);
	}

}
