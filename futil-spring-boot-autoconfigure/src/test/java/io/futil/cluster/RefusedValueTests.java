package io.futil.cluster;

import java.io.File;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.acme.orders.Box;
import com.acme.other.LoudRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What cannot travel is refused before anything leaves, by its class and never by its
 * value.
 */
class RefusedValueTests {

	private static final String SECRET = "a secret";

	@Test
	void aClassThatIsNoDataIsNamedWithTheRemedy() {
		refused(new File(SECRET),
				"Class java.io.File cannot travel to another member. Make it a record, or pass an id.");
		refused(new Date(), "Class java.util.Date cannot travel to another member. Make it a record, or pass an id.");
		refused(new IllegalStateException(SECRET), "Class java.lang.IllegalStateException cannot travel to another"
				+ " member. Make it a record, or pass an id.");
		assertThatIllegalArgumentException().isThrownBy(() -> Wire.codec().write(new Object()));
	}

	@Test
	void itIsToldWhereItIs() {
		File file = new File(SECRET);
		String remedy = ". Make it a record, or pass an id.";
		refused(new Box<>(file),
				"Class java.io.File cannot travel to another member, in component 'content' of com.acme.orders.Box"
						+ remedy);
		refused(new ArrayList<>(List.of(1, file)),
				"Class java.io.File cannot travel to another member, in element 1 of a java.util.ArrayList" + remedy);
		refused(new Object[] { file },
				"Class java.io.File cannot travel to another member, in element 0 of a java.lang.Object[]" + remedy);
		Map<Object, Object> map = new LinkedHashMap<>(Map.of(SECRET, file));
		refused(map,
				"Class java.io.File cannot travel to another member, in value 0 of a java.util.LinkedHashMap" + remedy);
		Map<Object, Object> keyed = new LinkedHashMap<>(Map.of(file, 1));
		refused(keyed,
				"Class java.io.File cannot travel to another member, in key 0 of a java.util.LinkedHashMap" + remedy);
		refused(Optional.of(new Box<>(file)), "Class java.io.File cannot travel to another member, in component"
				+ " 'content' of com.acme.orders.Box, in an Optional" + remedy);
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(Set.of(file)))
			.withMessageContaining("in element 0 of a java.util.ImmutableCollections$Set");
	}

	@Test
	void aSubclassOfWhatTravelsDoesNot() {
		BigDecimal sub = new BigDecimal("1", MathContext.UNLIMITED) {
		};
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(sub))
			.withMessageStartingWith("Class " + sub.getClass().getName() + " cannot travel");
	}

	@Test
	void functionsDoNotTravel() {
		Runnable lambda = () -> {
		};
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(lambda))
			.withMessageContaining("RefusedValueTests$$Lambda");
	}

	@Test
	void otherCollectionsAreToBeCopied() {
		refused(new ArrayDeque<>(),
				"Class java.util.ArrayDeque cannot travel to another member. Copy it into a List, a Set or a Map.");
	}

	@Test
	void recordsAndEnumsThatNobodyWouldTakeAreRefused() {
		refused(new LoudRecord(SECRET), "Class com.acme.other.LoudRecord, which is in none of the allowed packages,"
				+ " cannot travel to another member. Add its package to futil.cluster.allowed-packages on all members.");
		assertThatExceptionOfType(UntravelableTypeException.class)
			.isThrownBy(() -> new Codec(Wire.types("com.acme.other"), 100).write(Colour.RED))
			.withMessageStartingWith("Class io.futil.cluster.RefusedValueTests$Colour, which is in none of");
	}

	@Test
	void arraysOfWhatDoesNotTravelDoNotEvenIfTheyAreEmpty() {
		refused(new File[0], "An array of java.io.File cannot travel to another member."
				+ " Copy it into a List, or into an array of what does travel.");
		refused(new File[0][], "An array of java.io.File cannot travel to another member."
				+ " Copy it into a List, or into an array of what does travel.");
	}

	@Test
	void whatContainsItselfIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		Map<Object, Object> map = new HashMap<>();
		map.put("self", map);
		@Nullable Object[] array = new Object[1];
		array[0] = array;
		for (Object circle : List.of(array, new Box<>(list), new Box<>(map))) {
			assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(circle))
				.withMessageStartingWith(
						"What is nested more than 100 deep, or contains itself, cannot travel to another member, in ")
				.withMessageEndingWith(", and so on. Make it flat, or pass an id.")
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(500));
		}
	}

	@Test
	void aHundredLevelsTravelAndNoMore() {
		Object value = nested(100);
		assertThat(Wire.there(value)).isEqualTo(value);
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(nested(101)));
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(nested(10_000)));
	}

	private static Object nested(int levels) {
		Object value = "core";
		for (int i = 0; i < levels; i++) {
			value = List.of(value);
		}
		return value;
	}

	@Test
	void whatIsTooLargeIsRefusedWithTheLimit() {
		Codec codec = new Codec(Wire.allowed(), 1_000);
		assertThat(codec.write("x".repeat(997))).hasSize(1_000);
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> codec.write("x".repeat(998)))
			.withMessage("A value of at least 1001 bytes cannot travel to another member, the limit is 1000."
					+ " Raise futil.cluster.max-payload-size on all members, or pass an id.");
		assertThatExceptionOfType(UntravelableTypeException.class)
			.isThrownBy(() -> codec.write(new Box<>(new long[1_000_000])))
			.withMessageContaining("the limit is 1000, in component 'content' of com.acme.orders.Box. Raise");
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> codec.write(shared(60)))
			.withMessageContaining("the limit is 1000, in element 0 of");
	}

	/** Small here, and larger than the world once each occurrence is written. */
	private static Object shared(int levels) {
		Object value = "core";
		for (int i = 0; i < levels; i++) {
			value = List.of(value, value);
		}
		return value;
	}

	private static void refused(Object value, String message) {
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> Wire.codec().write(value))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain(SECRET));
	}

	enum Colour {

		RED

	}

}
