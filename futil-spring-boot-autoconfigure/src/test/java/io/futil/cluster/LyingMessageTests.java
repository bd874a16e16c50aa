package io.futil.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.acme.orders.Box;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a message says about its own size is believed when it is there.
 */
class LyingMessageTests {

	private static final long MEGABYTE = 1 << 20;

	@Test
	void aLengthIsNotBelieved() {
		int[] lies = { Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1 << 30, 1_000_000, 9, -1, Integer.MIN_VALUE };
		for (int lie : lies) {
			for (int tag : new int[] { Tag.LIST, Tag.SET, Tag.MAP }) {
				refused((out) -> {
					out.writeByte(tag);
					out.writeFixedInt(lie);
					out.writeFixedLong(0);
				});
			}
			for (int elementType = 1; elementType <= 8; elementType++) {
				int type = elementType;
				refused((out) -> {
					out.writeByte(Tag.ARRAY);
					out.writeByte(type);
					out.writeUnsigned(lie);
					out.writeFixedInt(0);
				});
			}
			refused((out) -> {
				out.writeByte(Tag.ARRAY);
				out.writeByte(64);
				out.writeFixedInt(lie);
				out.writeFixedLong(0);
			});
			for (int leaf : new int[] { 24, 25 }) {
				refused((out) -> {
					out.writeByte(leaf);
					out.writeUnsigned((leaf == 24) ? 2L * lie : lie);
					out.writeFixedLong(0);
				});
			}
		}
	}

	@Test
	void aLengthBeyondAnIntIsNotBelieved() {
		for (long lie : new long[] { 1L << 32, (1L << 32) + 2, Long.MAX_VALUE, Long.MIN_VALUE, -1 }) {
			for (int leaf : new int[] { 24, 25 }) {
				refused((out) -> {
					out.writeByte(leaf);
					out.writeUnsigned(lie);
					out.writeFixedLong(0);
				});
			}
		}
	}

	@Test
	void whatIsLargerThanAValueMayBeIsNotRead() {
		byte[] large = Wire.codec().write("x".repeat(2000));
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> new Codec(Wire.allowed(), 1000).read(large))
			.withMessageContaining(large.length + " bytes, the limit is 1000")
			.withMessageContaining("futil.cluster.max-payload-size");
	}

	@Test
	void manyLiesInEachOtherAreNotBelievedEither() {
		// Each list says to have as many elements as there are bytes left.
		refused((out) -> {
			for (int i = 0; i < 99; i++) {
				out.writeByte(Tag.LIST);
				out.writeFixedInt(500_000);
			}
			out.space(600_000);
			out.writeByte(99);
		}, 20 * MEGABYTE);
	}

	@Test
	void tenThousandLevelsAreNotDescendedTo() {
		for (int tag : new int[] { Tag.LIST, Tag.SET, Tag.OPTIONAL }) {
			refused((out) -> {
				for (int i = 0; i < 10_000; i++) {
					out.writeByte(tag);
					if (tag != Tag.OPTIONAL) {
						out.writeFixedInt(1);
					}
				}
				out.writeByte(Tag.NULL);
			});
		}
		refused((out) -> {
			out.writeByte(Tag.ARRAY);
			for (int i = 0; i < 10_000; i++) {
				out.writeByte(127);
			}
			out.writeByte(64);
			out.writeFixedInt(0);
		});
	}

	@Test
	void aHundredLevelsAre() {
		assertThat(Wire.codec().read(Wire.message((out) -> {
			for (int i = 0; i < 100; i++) {
				out.writeByte(Tag.OPTIONAL);
			}
			out.writeByte(Tag.NULL);
		}))).isNotNull();
	}

	@Test
	void noMessageIsReadShorterThanItIs() {
		List<Object> value = List.of("text", 1, 2.5, new Box<>(List.of("x", 7L)), new int[] { 1, 2 });
		byte[] message = Wire.codec().write(value);
		IntStream.range(0, message.length).forEach((length) -> {
			byte[] start = Arrays.copyOf(message, length);
			assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(start));
		});
		byte[] longer = Arrays.copyOf(message, message.length + 1);
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(longer))
			.withMessage("A message goes on for 1 bytes after its end");
	}

	@Test
	void aSetThatWouldLoseAnElementIsRefused() {
		Stream.of(Tag.SET, Tag.MAP).forEach((tag) -> refused((out) -> {
			out.writeByte(tag);
			out.writeFixedInt(2);
			for (int i = 0; i < ((tag == Tag.SET) ? 2 : 4); i++) {
				out.writeByte(Tag.NULL);
			}
		}));
	}

	@Test
	void aKeyWithoutAHashCodeIsRefused() {
		byte[] message = Wire.message((out) -> {
			out.writeByte(Tag.SET);
			out.writeFixedInt(1);
			out.writeByte(Tag.RECORD);
			out.writeName(Unhashable.class.getName());
			out.writeFixedInt(new RecordShape(Unhashable.class).fingerprint());
		});
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(message))
			.withMessage("What is in a set, or a key of a map, has no hash code")
			.withCauseExactlyInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void anExceptionWithoutAnEndIsRefused() {
		byte[] chain = Wire.message((out) -> {
			out.writeString("node-2");
			for (int i = 0; i < 10_000; i++) {
				out.writeBoolean(true);
				out.writeName("java.lang.Exception");
				out.writeBoolean(false);
				out.writeBoolean(false);
				out.writeUnsigned(0);
				out.writeUnsigned(0);
			}
			out.writeBoolean(false);
		});
		byte[] suppressed = Wire.message((out) -> {
			out.writeString("node-2");
			for (int i = 0; i < 1_000; i++) {
				out.writeBoolean(true);
				out.writeName("java.lang.Exception");
				out.writeBoolean(false);
				out.writeBoolean(false);
				out.writeUnsigned(0);
				out.writeUnsigned(1);
			}
		});
		byte[] frames = Wire.message((out) -> {
			out.writeString("node-2");
			out.writeBoolean(true);
			out.writeName("java.lang.Exception");
			out.writeBoolean(false);
			out.writeBoolean(false);
			out.writeUnsigned(Integer.MAX_VALUE);
		});
		for (byte[] message : List.of(chain, suppressed, frames)) {
			assertThatExceptionOfType(MalformedMessageException.class)
				.isThrownBy(() -> Wire.codec().readFailure(message));
		}
	}

	private static void refused(Consumer<Output> content) {
		refused(content, MEGABYTE);
	}

	private static void refused(Consumer<Output> content, long mostBytes) {
		byte[] message = Wire.message(content);
		Codec codec = Wire.codec();
		Runnable reading = () -> {
			try {
				codec.read(message);
				throw new AssertionError("It was read");
			}
			catch (MalformedMessageException ex) {
				// As it should be.
			}
		};
		// The first time loads classes.
		reading.run();
		assertThat(Heap.allocatedBy(reading)).isLessThan(mostBytes);
	}

	record Unhashable() {

		@Override
		public boolean equals(Object other) {
			return other instanceof Unhashable;
		}

		@Override
		public int hashCode() {
			throw new UnsupportedOperationException();
		}

	}

}
