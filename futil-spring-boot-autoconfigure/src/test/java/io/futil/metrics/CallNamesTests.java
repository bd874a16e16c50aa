package io.futil.metrics;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.Garbage;
import io.futil.LogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names as meters and spans have them.
 */
class CallNamesTests {

	private static final List<String> POISON = List.of("a\r\nb", "a\u0085b", "a\u2028b", "a\"b", "a{}b", "a%nb",
			"${jndi:ldap://x}", "x".repeat(10_000));

	private final LogReader log = new LogReader(CallNames.class.getName());

	@AfterEach
	void leaveTheLog() {
		this.log.close();
	}

	@Test
	void aNameOfOrdinaryCharactersIsKept() {
		CallNames names = new CallNames(100);
		String longest = "x".repeat(64);
		for (String name : List.of("map", "load quotes", "Orders.load-all_2", longest)) {
			assertThat(names.operation(name)).isEqualTo(name);
			assertThat(names.executor(name)).isEqualTo(name);
		}
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void aNameOfOthersIsOtherAndToldOnceInOneLineWithoutTheName() {
		CallNames names = new CallNames(100);
		for (int i = 0; i < 3; i++) {
			assertThat(POISON).allSatisfy((name) -> assertThat(names.operation(name)).isEqualTo("other"));
		}
		assertThat(this.log.messages()).hasSize(POISON.size())
			.allMatch((message) -> message.contains("because of its name") && message.lines().count() == 1)
			.noneMatch((message) -> POISON.stream().anyMatch(message::contains));
	}

	@Test
	void ofManySuchNamesOnlyTheFirstAreTold() {
		CallNames names = new CallNames(100);
		IntStream.range(0, 10_000).forEach((i) -> names.operation("{" + i + "}"));
		assertThat(this.log.messages()).hasSize(10).last().asString().contains("Further ones are not logged");
	}

	@Test
	void beyondTheBoundOperationsAreOther() {
		CallNames names = new CallNames(100);
		Set<String> values = operations(names, 10_000).collect(Collectors.toSet());
		assertThat(values).hasSize(101).contains("other", "operation 0", "operation 99");
		assertThat(operations(names, 10_000).collect(Collectors.toSet())).isEqualTo(values);
		assertThat(this.log.messages()).singleElement()
			.asString()
			.contains("There are more than 100 names of operations")
			.contains("futil.metrics.max-operations");
	}

	@Test
	void theNameOfTheRestTakesNoPlaceInTheBound() {
		CallNames names = new CallNames(1);
		assertThat(names.operation("other")).isEqualTo("other");
		assertThat(names.operation("first")).isEqualTo("first");
		assertThat(names.operation("second")).isEqualTo("other");
		assertThat(new CallNames(0).operation("first")).isEqualTo("other");
	}

	@Test
	void namesBeyondTheBoundAreNotKept() {
		CallNames names = new CallNames(1);
		List<WeakReference<String>> references = IntStream.range(0, 1_000)
			.mapToObj((i) -> new String("operation " + i))
			.peek(names::operation)
			.map(WeakReference::new)
			.toList();
		Garbage.awaitCleared(references.subList(1, references.size()));
		assertThat(names.operation("operation 0")).isEqualTo("operation 0");
	}

	@Test
	void executorsAreNamedAfterClassesSoTheirNamesAreMadeToFit() {
		CallNames names = new CallNames(100);
		Runnable lambda = () -> {
		};
		assertThat(names.executor("App$$Lambda/0x00007f0001")).isEqualTo("App__Lambda");
		assertThat(names.executor(lambda.getClass().getSimpleName())).isEqualTo("CallNamesTests__Lambda");
		assertThat(names.executor("")).isEqualTo("other");
		assertThat(POISON).allSatisfy((name) -> assertThat(names.executor(name)).matches("[A-Za-z0-9._ -]{1,64}"));
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void beyondTheBoundExecutorsAreOther() {
		CallNames names = new CallNames(100);
		Set<String> values = IntStream.range(0, 10_000)
			.mapToObj((i) -> names.executor("executor" + i))
			.collect(Collectors.toSet());
		assertThat(values).hasSize(51).contains("other", "executor0", "executor49");
		assertThat(names.executor("executor0")).isEqualTo("executor0");
	}

	private static Stream<String> operations(CallNames names, int number) {
		return IntStream.range(0, number).mapToObj((i) -> names.operation("operation " + i));
	}

}
