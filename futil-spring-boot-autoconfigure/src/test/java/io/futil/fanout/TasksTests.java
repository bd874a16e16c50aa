package io.futil.fanout;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Tasks}.
 */
class TasksTests {

	@Test
	void keepsTheOrderGiven() {
		Tasks<Integer> tasks = Tasks.of("task-0", () -> 0);
		for (int i = 1; i < 50; i++) {
			int value = i;
			tasks = tasks.and("task-" + i, () -> value);
		}
		assertThat(tasks.keySet())
			.containsExactlyElementsOf(IntStream.range(0, 50).mapToObj((i) -> "task-" + i).toList());
	}

	@Test
	void isImmutable() {
		Tasks<Integer> one = Tasks.of("a", () -> 1);
		Tasks<Integer> two = one.and("b", () -> 2);
		assertThat(one).hasSize(1);
		assertThat(two).hasSize(2);
		Map<String, Callable<? extends Integer>> map = two;
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
	}

	@Test
	void refusesASecondTaskOfTheSameName() {
		assertThatIllegalArgumentException().isThrownBy(() -> Tasks.of("a", () -> 1).and("a", () -> 2))
			.withMessageContaining("'a'");
	}

}
