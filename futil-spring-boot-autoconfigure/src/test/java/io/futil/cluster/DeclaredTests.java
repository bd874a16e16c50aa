package io.futil.cluster;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.cluster.TestMember.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A method whose types cannot hold what arrives is refused before anything is sent.
 */
@Timeout(60)
class DeclaredTests {

	@Test
	void aCallOfOneFailsBeforeAnythingIsSentAndNamesTheClass() {
		Shapes shapes = new Shapes();
		try (LocalNetwork network = new LocalNetwork();
				TestMember caller = new TestMember(network, "caller", Options.DEFAULT.local(LocalTasks.NEVER));
				TestMember member = new TestMember(network, "member", Options.DEFAULT, shapes)) {
			assertThat(member.cluster.isRunning()).isTrue();
			assertThatExceptionOfType(UntravelableTypeException.class)
				.isThrownBy(() -> caller.fanOut.map(List.of(new TreeMap<>(Map.of("a", 1))),
						ClusterTasks.bean(Shapes.class, Shapes::sorted)))
				.withMessageContaining("Class java.util.SortedMap, which " + Shapes.class.getName() + ".sorted takes")
				.withMessageEndingWith("Declare it as a Map.");
			assertThatExceptionOfType(UntravelableTypeException.class)
				.isThrownBy(() -> caller.fanOut.map(List.of(1), ClusterTasks.bean(Shapes.class, Shapes::linked)))
				.withMessageContaining(
						"Class java.util.LinkedList, which " + Shapes.class.getName() + ".linked returns");
		}
	}

	@ParameterizedTest
	@MethodSource("refused")
	void theseAreRefused(String method) {
		assertThatExceptionOfType(UntravelableTypeException.class).isThrownBy(() -> check(method));
	}

	static List<String> refused() {
		return List.of("sorted", "linked", "trees", "days");
	}

	@ParameterizedTest
	@MethodSource("allowed")
	void theseAreNot(String method) {
		assertThatCode(() -> check(method)).doesNotThrowAnyException();
	}

	static List<String> allowed() {
		return List.of("any", "collected", "raw", "nothing");
	}

	private static void check(String name) {
		for (var method : ReflectionUtils.getDeclaredMethods(Shapes.class)) {
			if (method.getName().equals(name)) {
				Declared.check(method);
			}
		}
	}

	/** What methods may take and return. */
	static class Shapes {

		int sorted(SortedMap<String, Integer> map) {
			return map.size();
		}

		LinkedList<Integer> linked(int number) {
			return new LinkedList<>(List.of(number));
		}

		CompletableFuture<TreeSet<Integer>> trees(int number) {
			return CompletableFuture.completedFuture(new TreeSet<>(List.of(number)));
		}

		int days(EnumSet<TimeUnit> units) {
			return units.size();
		}

		<T> T any(T item) {
			return item;
		}

		Iterable<Integer> collected(Collection<Integer> numbers, Object[] others, Map<String, Integer> map) {
			return numbers;
		}

		@SuppressWarnings("rawtypes")
		CompletableFuture raw(int number) {
			return CompletableFuture.completedFuture(number);
		}

		void nothing(int number) {
		}

	}

}
