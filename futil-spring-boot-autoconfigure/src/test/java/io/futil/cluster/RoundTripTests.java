package io.futil.cluster;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.acme.orders.Order;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Single values arrive as they were.
 */
class RoundTripTests {

	@Test
	void numbersArriveAsTheyWere() {
		numbers().forEach(RoundTripTests::arrives);
	}

	@Test
	void textArrivesAsItWas() {
		texts().forEach(RoundTripTests::arrives);
	}

	@Test
	void timesArriveAsTheyWere() {
		times().forEach(RoundTripTests::arrives);
	}

	@Test
	void constantsArriveAsTheyWere() {
		enums().forEach(RoundTripTests::arrives);
	}

	@Test
	void optionalsArriveAsTheyWere() {
		optionals().forEach(RoundTripTests::arrives);
	}

	private static void arrives(Object value) {
		assertThat(Wire.there(value)).isEqualTo(value).hasSameClassAs(value);
	}

	private static Stream<Object> numbers() {
		return Stream.of(true, false, Byte.MIN_VALUE, Byte.MAX_VALUE, Short.MIN_VALUE, (short) 7, Short.MAX_VALUE, 'x',
				'\0', Character.MAX_VALUE, 0, 1, -1, 63, 64, -65, Integer.MIN_VALUE, Integer.MAX_VALUE, 0L, -1L,
				Long.MIN_VALUE, Long.MAX_VALUE, 1L << 62, 0f, -0f, Float.NaN, Float.MIN_VALUE, 1.5, -0.0, Double.NaN,
				Double.NEGATIVE_INFINITY, BigInteger.ZERO, BigInteger.TWO.pow(1000).negate(), BigDecimal.ZERO,
				new BigDecimal("1.10"), new BigDecimal("-1e500"), new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
				new UUID(-1, 1));
	}

	private static Stream<Object> texts() {
		return Stream.of("", "plain", "h\u00e4tte", "\u0000\u00ff", "\u0100", "\u20ac 5", "\ud83d\ude00", "\ud83d",
				"\ude00\ud83d", "x".repeat(70_000), "\u00e9".repeat(70_000), "\u6f22".repeat(70_000));
	}

	private static Stream<Object> times() {
		LocalDateTime local = LocalDateTime.of(2026, 10, 25, 2, 30, 15, 123_456_789);
		ZoneId berlin = ZoneId.of("Europe/Berlin");
		return Stream.of(Instant.EPOCH, Instant.MIN, Instant.MAX, Instant.ofEpochSecond(-1, 999_999_999), Duration.ZERO,
				Duration.ofNanos(-1), Duration.ofSeconds(Long.MIN_VALUE, 0),
				Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), LocalDate.MIN, LocalDate.MAX, local.toLocalDate(),
				LocalTime.MIN, LocalTime.MAX, local.toLocalTime(), LocalDateTime.MIN, LocalDateTime.MAX, local,
				OffsetTime.of(local.toLocalTime(), ZoneOffset.MIN), OffsetDateTime.of(local, ZoneOffset.MAX),
				OffsetDateTime.MIN, OffsetDateTime.MAX, local.atZone(berlin),
				// The same hour twice, when summer ends.
				local.atZone(berlin).withLaterOffsetAtOverlap(), local.atZone(ZoneOffset.ofHoursMinutes(5, 45)),
				local.atZone(ZoneId.of("UTC+01:00")), Year.of(Year.MIN_VALUE), Year.of(2026), YearMonth.of(-5, 12),
				MonthDay.of(2, 29), Period.of(1, -2, Integer.MIN_VALUE), Period.ZERO, berlin, ZoneId.of("UTC"),
				ZoneId.of("GMT+2"), ZoneOffset.UTC, ZoneOffset.ofTotalSeconds(-1));
	}

	private static Stream<Object> enums() {
		return Stream.of(DayOfWeek.MONDAY, TimeUnit.NANOSECONDS, Order.State.PLACED, Order.State.PAID);
	}

	private static Stream<Object> optionals() {
		return Stream.of(Optional.empty(), Optional.of("x"), Optional.of(Optional.empty()));
	}

	@Test
	void nothingArrivesAsNothing() {
		@Nullable Object nothing = Wire.there((Object) null);
		assertThat(nothing).isNull();
	}

	@Test
	void anEnumArrivesAsTheConstantItself() {
		assertThat(Wire.there(Order.State.PAID)).isSameAs(Order.State.PAID);
		assertThat(Order.State.PAID.getClass()).isNotEqualTo(Order.State.class);
	}

	@Test
	void theBitsOfNumbersThatAreNoneArriveToo() {
		float odd = Float.intBitsToFloat(0x7fa00001);
		double odder = Double.longBitsToDouble(0x7ff4000000000001L);
		assertThat(Float.floatToRawIntBits((float) Wire.there(odd))).isEqualTo(Float.floatToRawIntBits(odd));
		assertThat(Double.doubleToRawLongBits((double) Wire.there(odder))).isEqualTo(Double.doubleToRawLongBits(odder));
	}

	@Test
	void smallValuesTakeFewBytes() {
		assertThat(Wire.codec().write(5)).hasSize(2);
		assertThat(Wire.codec().write("price")).hasSize(7);
	}

}
