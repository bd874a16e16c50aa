package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.futil.contract.Verb.Trait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retry: attempts are made, counted and told as they should be, and hold nothing while
 * they wait.
 */
@ContractTest
class RetryContractTests {

	static Stream<Combo> all() {
		return Combo.of((verb) -> true, (kind) -> true);
	}

	@ParameterizedTest
	@MethodSource("all")
	void aTaskThatFailsTwiceHasItsValueInTheThirdAttempt(Combo combo) throws Exception {
		for (Duration delay : List.of(Duration.ZERO, Duration.ofMillis(1))) {
			TestRetry retry = new TestRetry(3, delay);
			combo.run((lab) -> {
				Map<Object, AtomicInteger> attempts = new ConcurrentHashMap<>();
				List<@Nullable Object> values = lab
					.call(combo.verb(), lab.fanOut().retryWith(retry), Lab.range(10), (item) -> {
						if (count(attempts, item) < 3) {
							throw new IllegalStateException("attempt");
						}
						return item;
					})
					.get();
				if (combo.verb().tellsAll()) {
					assertThat(values).isEqualTo(Lab.range(10));
				}
				if (!combo.verb().is(Trait.RACES)) {
					assertThat(attempts.values()).hasSize(10).allMatch((number) -> number.get() == 3);
				}
			});
			retry.assertSettled();
		}
	}

	private static int count(Map<Object, AtomicInteger> attempts, @Nullable Object item) {
		return attempts.computeIfAbsent((item != null) ? item : -1, (key) -> new AtomicInteger()).incrementAndGet();
	}

}
