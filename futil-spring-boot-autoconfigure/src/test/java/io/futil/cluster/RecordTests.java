package io.futil.cluster;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.acme.orders.Box;
import com.acme.orders.Order;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Records arrive through their own constructors.
 */
class RecordTests {

	@ParameterizedTest
	@MethodSource
	void arrivesAsItWas(Record value) {
		assertThat(Wire.there(value)).isEqualTo(value).isNotSameAs(value).hasSameClassAs(value);
	}

	static Stream<Record> arrivesAsItWas() {
		record Local(int value) {
		}
		return Stream.of(new Empty(), new Hidden("x", null), new Local(1), new Box<>(new Box<>(List.of(1))),
				new Box<>(null), new Primitives(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6.0),
				new Order(1, "someone", Instant.EPOCH, Order.State.PAID,
						List.of(new Order.Line("book", 2, BigDecimal.TEN), new Order.Line("pen", 0, BigDecimal.ONE))),
				new Order(1, null, null, Order.State.PLACED, Arrays.asList((Order.Line) null)),
				new Concrete(new ArrayList<>(List.of(1))), new AsIterable("a"));
	}

	@Test
	void itIsReadFromItsFieldsAndNotByItsAccessors() {
		assertThat(((Shouting) Wire.there(new Shouting("quiet"))).name()).isEqualTo("quiet!");
	}

	@Test
	void itsConstructorChecksWhatArrives() {
		byte[] message = Wire.codec().write(new Order.Line("book", 1, BigDecimal.ONE));
		// The count is behind the article: the tag of an int, and the number.
		for (int i = 0; i < message.length; i++) {
			if (message[i] == 20 && message[i + 1] == 2) {
				message[i + 1] = 1;
			}
		}
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(message))
			.withMessage("The constructor of record com.acme.orders.Order$Line refused what has arrived")
			.withCauseExactlyInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void aRecordWithOtherComponentsIsNotFilledByGuesswork() {
		byte[] message = Wire.message((out) -> {
			out.writeByte(Tag.RECORD);
			out.writeName(Box.class.getName());
			out.writeFixedInt(7);
			out.writeByte(Tag.NULL);
		});
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> Wire.codec().read(message))
			.withMessage("Record com.acme.orders.Box has other components on the peer."
					+ " Run the same version of the application on all members.");
	}

	@Test
	void aComponentIsWhatItIsDeclaredToBe() {
		assertThat(Wire.codec().read(counted((out) -> Leaves.of(Integer.class).write(out, 7))))
			.isEqualTo(new Counted(7));
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> Wire.codec().read(counted((out) -> Leaves.of(Long.class).write(out, 7L))))
			.withMessage("Component 'count' of io.futil.cluster.RecordTests$Counted is of another class than the"
					+ " message has");
		assertThatExceptionOfType(MalformedMessageException.class)
			.isThrownBy(() -> Wire.codec().read(counted((out) -> out.writeByte(Tag.NULL))));
	}

	private static byte[] counted(Consumer<Output> count) {
		return Wire.message((out) -> {
			out.writeByte(Tag.RECORD);
			out.writeName(Counted.class.getName());
			out.writeFixedInt(new RecordShape(Counted.class).fingerprint());
			count.accept(out);
		});
	}

	@Test
	void aCollectionThatWouldArriveAsAnotherClassIsRefusedBeforeItLeaves() {
		assertThatExceptionOfType(UntravelableTypeException.class)
			.isThrownBy(() -> Wire.codec().write(new Sorted(new TreeMap<>())))
			.withMessage("Class java.util.SortedMap cannot travel to another member, in component 'prices' of "
					+ "io.futil.cluster.RecordTests$Sorted. Declare the component as a Map.");
		assertThatExceptionOfType(UntravelableTypeException.class)
			.isThrownBy(() -> Wire.codec().write(new Linked(new LinkedList<>())))
			.withMessageContaining("Declare the component as a List.");
	}

	private record Empty() {
	}

	private record Hidden(@Nullable String first, @Nullable String second) {
	}

	record Counted(int count) {
	}

	record Primitives(boolean a, byte b, short c, char d, int e, long f, float g, double h) {
	}

	record Concrete(ArrayList<Integer> list) {
	}

	record Sorted(SortedMap<String, Integer> prices) {
	}

	record Linked(LinkedList<Integer> list) {
	}

	record Shouting(String name) {

		@Override
		public String name() {
			return this.name + "!";
		}

	}

	/** A record first of all. */
	record AsIterable(String name) implements Iterable<String> {

		@Override
		public Iterator<String> iterator() {
			return List.of(this.name).iterator();
		}

	}

}
