package io.futil.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.futil.fanout.spi.RetryPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetrySettings}.
 */
class RetrySettingsTests {

	/** A null that the compiler lets pass. */
	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" })
	private static <V> V nothing() {
		return null;
	}

	static Stream<Arguments> invalid() {
		return Stream.of(invalid("'delay'", "-1ms", (settings) -> settings.delay(ofMillis(-1))),
				invalid("'delay'", "null", (settings) -> settings.delay(nothing())),
				invalid("'maxDelay'", "-1s", (settings) -> settings.maxDelay(ofSeconds(-1))),
				invalid("'maxDelay'", "null", (settings) -> settings.maxDelay(nothing())),
				invalid("'jitter'", "-1s", (settings) -> settings.jitter(ofSeconds(-1))),
				invalid("'jitter'", "null", (settings) -> settings.jitter(nothing())),
				invalid("'jitter'", "11ms", (settings) -> settings.delay(ofMillis(10)).jitter(ofMillis(11))),
				invalid("'jitter'", "11ms", (settings) -> settings.jitter(ofMillis(11)).delay(ofMillis(10))),
				invalid("'jitter'", "2s", (settings) -> settings.maxDelay(ofSeconds(1)).jitter(ofSeconds(2))),
				invalid("'delay'", "2s", (settings) -> settings.delay(ofSeconds(2)).maxDelay(ofSeconds(1))),
				invalid("'delay'", "2s", (settings) -> settings.maxDelay(ofSeconds(1)).delay(ofSeconds(2))),
				invalid("'multiplier'", "0.99", (settings) -> settings.multiplier(0.99)),
				invalid("'multiplier'", "-2.0", (settings) -> settings.multiplier(-2)),
				invalid("'multiplier'", "NaN", (settings) -> settings.multiplier(Double.NaN)),
				invalid("'multiplier'", "Infinity", (settings) -> settings.multiplier(Double.POSITIVE_INFINITY)),
				invalid("'budget'", "-0.1", (settings) -> settings.budget(-0.1)),
				invalid("'budget'", "NaN", (settings) -> settings.budget(Double.NaN)),
				invalid("'retryFor'", "null",
						(settings) -> settings.retryFor(RetrySettingsTests.<Class<? extends Throwable>[]>nothing())),
				invalid("'retryFor'", "null",
						(settings) -> settings.retryFor(RetrySettingsTests.<Class<Exception>>nothing())),
				invalid("'noRetryFor'", "null",
						(settings) -> settings.noRetryFor(IOException.class,
								RetrySettingsTests.<Class<Exception>>nothing())),
				invalid("'noRetryFor'", "java.io.IOException",
						(settings) -> settings.retryFor(IOException.class).noRetryFor(IOException.class)));
	}

	private static Arguments invalid(String name, String value, UnaryOperator<RetrySettings> option) {
		return Arguments.of(name, value, option);
	}

	@ParameterizedTest
	@MethodSource("invalid")
	void refusesWhatMakesNoSenseAndNamesSettingAndValue(String name, String value,
			UnaryOperator<RetrySettings> option) {
		assertThatIllegalArgumentException().isThrownBy(() -> option.apply(RetrySettings.maxAttempts(3)))
			.withMessageContaining(name)
			.withMessageContaining(value);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, Integer.MIN_VALUE })
	void refusesLessThanOneAttempt(int attempts) {
		assertThatIllegalArgumentException().isThrownBy(() -> RetrySettings.maxAttempts(attempts))
			.withMessageContaining("'maxAttempts' is " + attempts)
			.withMessageContaining("at least 1");
	}

	@Test
	void saysTheRemedy() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetrySettings.maxAttempts(2).delay(ofMillis(10)).jitter(ofMillis(20)))
			.withMessage("'jitter' is 20ms; it is more than the delay, which is 10ms."
					+ " Lower the jitter or raise the delay, and set the one you raise first");
	}

	@Test
	void defaultsAreThreeAttemptsHalfASecondDoubledAtMostThirtySecondsWithoutJitter() {
		RetryPlan plan = RetrySettings.DEFAULTS.plan(RetrySettings.DEFAULTS);
		assertThat(plan.maxAttempts()).isEqualTo(3);
		assertThat(delays(plan, 8)).containsExactly(ofMillis(500), ofSeconds(1), ofSeconds(2), ofSeconds(4),
				ofSeconds(8), ofSeconds(16), ofSeconds(30), ofSeconds(30));
		assertThat(plan.budget()).isEqualTo(Double.POSITIVE_INFINITY);
	}

	@Test
	void whatIsNotSetIsTakenFromTheDefaultsOfTheApplication() {
		RetrySettings defaults = RetrySettings.maxAttempts(9).delay(ofMillis(7)).multiplier(3).maxDelay(ofMillis(50));
		RetryPlan plan = RetrySettings.maxAttempts(2).multiplier(1.5).plan(defaults);
		assertThat(plan.maxAttempts()).isEqualTo(2);
		assertThat(delays(plan, 2)).containsExactly(ofMillis(7), Duration.ofNanos(10_500_000));
		assertThat(RetrySettings.maxAttempts(2).plan(defaults).delay(9)).isEqualTo(ofMillis(50));
	}

	@Test
	void aDefaultGivesWayToWhatIsSet() {
		RetrySettings settings = RetrySettings.maxAttempts(2);
		assertThat(settings.delay(ofSeconds(60)).plan(RetrySettings.DEFAULTS).delay(1)).isEqualTo(ofSeconds(60));
		assertThat(settings.maxDelay(ofMillis(20)).plan(RetrySettings.DEFAULTS).delay(1)).isEqualTo(ofMillis(20));
		assertThat(settings.jitter(ofSeconds(1)).plan(RetrySettings.DEFAULTS).delay(1)).isBetween(Duration.ZERO,
				ofSeconds(2));
		RetrySettings jittery = settings.delay(ofSeconds(1)).jitter(ofMillis(900));
		assertThat(settings.delay(ofMillis(1)).plan(jittery).delay(1)).isBetween(Duration.ZERO, ofMillis(2));
	}

	@Test
	void defaultsLeaveEverythingToTheApplication() {
		assertThat(RetrySettings.defaults()).hasToString("RetrySettings[defaults]");
		assertThat(RetrySettings.defaults().plan(RetrySettings.maxAttempts(7)).maxAttempts()).isEqualTo(7);
		assertThat(RetrySettings.defaults().plan(RetrySettings.defaults()).maxAttempts()).isEqualTo(3);
	}

	@Test
	void noneIsOneAttempt() {
		assertThat(RetrySettings.none().plan(RetrySettings.DEFAULTS).maxAttempts()).isOne();
	}

	@Test
	void isImmutable() {
		RetrySettings settings = RetrySettings.maxAttempts(2);
		String before = settings.toString();
		settings.delay(ofMillis(1))
			.multiplier(4)
			.maxDelay(ofMillis(5))
			.jitter(ofMillis(1))
			.budget(0.5)
			.retryFor(IOException.class);
		assertThat(settings).hasToString(before);
	}

	@Test
	void showsWhatIsSet() {
		assertThat(RetrySettings.maxAttempts(4)).hasToString("RetrySettings[maxAttempts=4]");
		assertThat(RetrySettings.maxAttempts(4)
			.delay(ofMillis(50))
			.multiplier(2)
			.maxDelay(ofSeconds(1))
			.jitter(ofMillis(5))
			.budget(0.1)
			.retryFor(IOException.class, UncheckedIOException.class)
			.noRetryFor(IllegalStateException.class))
			.hasToString("RetrySettings[maxAttempts=4, delay=50ms, multiplier=2.0, maxDelay=1s, jitter=5ms, "
					+ "budget=0.1, retryFor=[IOException, UncheckedIOException], noRetryFor=[IllegalStateException]]");
	}

	@Test
	void takesDurationsOfAnyLength() {
		Duration forever = ChronoUnit.FOREVER.getDuration();
		RetryPlan plan = RetrySettings.maxAttempts(Integer.MAX_VALUE)
			.maxDelay(forever)
			.delay(forever)
			.jitter(forever)
			.multiplier(Double.MAX_VALUE)
			.plan(RetrySettings.DEFAULTS);
		for (int attempt : new int[] { 1, 2, 1000, Integer.MAX_VALUE }) {
			assertThat(plan.delay(attempt)).isBetween(Duration.ZERO, Duration.ofNanos(Long.MAX_VALUE));
		}
	}

	private static Stream<Duration> delays(RetryPlan plan, int count) {
		return Stream.iterate(1, (attempt) -> attempt + 1).limit(count).map(plan::delay);
	}

}
