package io.futil.fanout;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Slots}.
 */
class SlotsTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 1023, 1024, 1025, 2048, 5000 })
	void sizedAndGrownAreTheSameList(int size) {
		Slots sized = new Slots(size);
		Slots grown = new Slots();
		for (int i = 0; i < size; i++) {
			grown.reserve(i);
			grown.set(i, i);
			sized.set(i, i);
		}
		List<Integer> expected = IntStream.range(0, size).boxed().toList();
		assertThat(sized.<Integer>asList()).isEqualTo(expected);
		assertThat(grown.<Integer>asList()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 3, 1023 })
	void theListHasItsBoundsNotThoseOfItsSegments(int index) {
		Slots slots = new Slots();
		IntStream.range(0, 3).forEach(slots::reserve);
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> slots.asList().get(index));
	}

	@ParameterizedTest
	@ValueSource(ints = 2)
	void nullIsAValueAndTheListIsUnmodifiable(int size) {
		List<@Nullable String> list = new Slots(size).asList();
		assertThat(list).containsExactly(null, null);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> list.set(0, "x"));
	}

}
