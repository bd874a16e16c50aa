package io.futil.fanout;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@ParameterizedTest
	@ValueSource(doubles = { 0.05, 0.5, 0.9, 0.95, 0.99, 0.995 })
	void areNeverTooSmallAndHardlyTooLarge(double share) {
		Random random = new Random(7);
		long[] times = new long[1_500];
		for (int i = 0; i < times.length; i++) {
			// From 30 microseconds to a second, as many in each decade.
			times[i] = (long) (30_000 * Math.pow(10, random.nextDouble() * 4.5));
			this.latencies.record(times[i]);
		}
		Arrays.sort(times);
		long exact = times[(int) Math.ceil(share * times.length) - 1];
		assertThat(this.latencies.quantile(share)).isGreaterThanOrEqualTo(exact)
			.isCloseTo(exact, Percentage.withPercentage(1.6));
	}

	@ParameterizedTest
	@CsvSource({ "0.01, 20", "0.5, 20", "0.9, 20", "0.95, 40", "0.99, 200", "0.999, 1000", "0.999999, 1000" })
	void areUnknownUntilThereAreEnough(double share, int needed) {
		for (int i = 1; i < needed; i++) {
			this.latencies.record(1_000_000);
		}
		assertThat(this.latencies.quantile(share)).isEqualTo(Latencies.UNKNOWN);
		this.latencies.record(1_000_000);
		assertThat(this.latencies.quantile(share)).isBetween(1_000_000L, 1_016_000L);
	}

	@Test
	void areForgottenAfterAThousandOrTwo() {
		IntStream.range(0, 2_000).forEach((i) -> this.latencies.record(50_000_000));
		IntStream.range(0, 999).forEach((i) -> this.latencies.record(1_000_000));
		assertThat(this.latencies.quantile(0.95)).isGreaterThanOrEqualTo(50_000_000);
		IntStream.range(0, 1).forEach((i) -> this.latencies.record(1_000_000));
		assertThat(this.latencies.quantile(0.95)).isLessThan(2_000_000);
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, 1, 64 << 10, (64 << 10) - 1, Long.MAX_VALUE })
	void mayBeAnything(long nanos) {
		IntStream.range(0, 20).forEach((i) -> this.latencies.record(nanos));
		assertThat(this.latencies.quantile(0.5)).isBetween(1_024L, 1L << 41);
	}

}
