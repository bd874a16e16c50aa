package io.futil.cluster;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How values of one class without parts of their own are written and read.
 *
 * @param <T> the class
 * @param tag the byte that announces one
 * @param type the class
 * @param writer writes one
 * @param reader reads one, and throws whatever the class says to what makes no sense
 */
record Leaf<T>(int tag, Class<T> type, BiConsumer<Output, T> writer, Function<Input, T> reader) {

	/**
	 * Logical values, numbers and text. The tags are the format: none may ever change.
	 */
	static List<Leaf<?>> basic() {
		return List.of(new Leaf<>(16, Boolean.class, Output::writeBoolean, Input::readBoolean),
				new Leaf<>(17, Byte.class, (out, value) -> out.writeByte(value), Input::readByte),
				new Leaf<>(18, Short.class, (out, value) -> out.space(Short.BYTES).putShort(value),
						(in) -> in.take(Short.BYTES).getShort()),
				new Leaf<>(19, Character.class, (out, value) -> out.space(Character.BYTES).putChar(value),
						(in) -> in.take(Character.BYTES).getChar()),
				new Leaf<>(20, Integer.class, (out, value) -> out.writeLong(value), Input::readInt),
				new Leaf<>(21, Long.class, Output::writeLong, Input::readLong),
				new Leaf<>(22, Float.class, (out, value) -> out.writeFixedInt(Float.floatToRawIntBits(value)),
						(in) -> Float.intBitsToFloat(in.readFixedInt())),
				new Leaf<>(23, Double.class, (out, value) -> out.writeFixedLong(Double.doubleToRawLongBits(value)),
						(in) -> Double.longBitsToDouble(in.readFixedLong())),
				new Leaf<>(24, String.class, Output::writeString, Input::readString), new Leaf<>(25, BigInteger.class,
						(out, value) -> out.writeBytes(value.toByteArray()), (in) -> new BigInteger(in.readBytes())),
				new Leaf<>(26, BigDecimal.class, (out, value) -> {
					out.writeLong(value.scale());
					out.writeBytes(value.unscaledValue().toByteArray());
				}, Leaf::readDecimal), new Leaf<>(27, UUID.class, (out, value) -> {
					out.writeFixedLong(value.getMostSignificantBits());
					out.writeFixedLong(value.getLeastSignificantBits());
				}, (in) -> new UUID(in.readFixedLong(), in.readFixedLong())));
	}

	private static BigDecimal readDecimal(Input in) {
		int scale = in.readInt();
		return new BigDecimal(new BigInteger(in.readBytes()), scale);
	}

	void write(Output out, Object value) {
		out.writeByte(this.tag);
		this.writer.accept(out, this.type.cast(value));
	}

	/** The value behind the tag. */
	T read(Input in) {
		try {
			return this.reader.apply(in);
		}
		catch (MalformedMessageException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new MalformedMessageException("A message has no valid " + this.type.getName(), ex);
		}
	}

}
