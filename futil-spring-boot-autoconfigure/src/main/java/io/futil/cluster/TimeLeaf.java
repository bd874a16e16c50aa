package io.futil.cluster;

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
import java.time.ZonedDateTime;
import java.util.List;

/**
 * How points in time, spans of time and zones are written and read.
 */
final class TimeLeaf {

	private TimeLeaf() {
	}

	/** The classes of java.time. The tags are the format: none may ever change. */
	static List<Leaf<?>> all() {
		return List.of(new Leaf<>(32, Instant.class, (out, value) -> {
			out.writeLong(value.getEpochSecond());
			out.writeLong(value.getNano());
		}, (in) -> Instant.ofEpochSecond(in.readLong(), in.readLong())),
				new Leaf<>(33, Duration.class, (out, value) -> {
					out.writeLong(value.getSeconds());
					out.writeLong(value.getNano());
				}, (in) -> Duration.ofSeconds(in.readLong(), in.readLong())),
				new Leaf<>(34, LocalDate.class, TimeLeaf::write, TimeLeaf::readDate),
				new Leaf<>(35, LocalTime.class, TimeLeaf::write, TimeLeaf::readTime),
				new Leaf<>(36, LocalDateTime.class, TimeLeaf::write, TimeLeaf::readDateTime),
				new Leaf<>(37, OffsetTime.class, (out, value) -> {
					write(out, value.toLocalTime());
					write(out, value.getOffset());
				}, (in) -> OffsetTime.of(readTime(in), readOffset(in))),
				new Leaf<>(38, OffsetDateTime.class, (out, value) -> {
					write(out, value.toLocalDateTime());
					write(out, value.getOffset());
				}, (in) -> OffsetDateTime.of(readDateTime(in), readOffset(in))),
				new Leaf<>(39, ZonedDateTime.class, (out, value) -> {
					write(out, value.toLocalDateTime());
					write(out, value.getOffset());
					write(out, value.getZone());
				}, (in) -> ZonedDateTime.ofInstant(readDateTime(in), readOffset(in), readZone(in))), new Leaf<>(40,
						Year.class, (out, value) -> out.writeLong(value.getValue()), (in) -> Year.of(in.readInt())),
				new Leaf<>(41, YearMonth.class, (out, value) -> {
					out.writeLong(value.getYear());
					out.writeLong(value.getMonthValue());
				}, (in) -> YearMonth.of(in.readInt(), in.readInt())), new Leaf<>(42, MonthDay.class, (out, value) -> {
					out.writeLong(value.getMonthValue());
					out.writeLong(value.getDayOfMonth());
				}, (in) -> MonthDay.of(in.readInt(), in.readInt())), new Leaf<>(43, Period.class, (out, value) -> {
					out.writeLong(value.getYears());
					out.writeLong(value.getMonths());
					out.writeLong(value.getDays());
				}, (in) -> Period.of(in.readInt(), in.readInt(), in.readInt())),
				new Leaf<>(44, ZoneId.class, TimeLeaf::write, TimeLeaf::readZone),
				new Leaf<>(45, ZoneOffset.class, TimeLeaf::write, TimeLeaf::readOffset));
	}

	private static void write(Output out, LocalDate date) {
		out.writeLong(date.toEpochDay());
	}

	private static LocalDate readDate(Input in) {
		return LocalDate.ofEpochDay(in.readLong());
	}

	private static void write(Output out, LocalTime time) {
		out.writeLong(time.toNanoOfDay());
	}

	private static LocalTime readTime(Input in) {
		return LocalTime.ofNanoOfDay(in.readLong());
	}

	private static void write(Output out, LocalDateTime dateTime) {
		write(out, dateTime.toLocalDate());
		write(out, dateTime.toLocalTime());
	}

	private static LocalDateTime readDateTime(Input in) {
		return LocalDateTime.of(readDate(in), readTime(in));
	}

	private static void write(Output out, ZoneOffset offset) {
		out.writeLong(offset.getTotalSeconds());
	}

	private static ZoneOffset readOffset(Input in) {
		return ZoneOffset.ofTotalSeconds(in.readInt());
	}

	private static void write(Output out, ZoneId zone) {
		out.writeString(zone.getId());
	}

	private static ZoneId readZone(Input in) {
		return ZoneId.of(in.readString());
	}

}
