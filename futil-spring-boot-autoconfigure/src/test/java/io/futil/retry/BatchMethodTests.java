package io.futil.retry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Annotated methods that are called with parts of their argument.
 */
class BatchMethodTests {

	private static void with(Attempts.Of<Service> test, String... properties) {
		Contexts.runner()
			.withBean(Service.class)
			.withPropertyValues(properties)
			.run((context) -> test.test(context.getBean(Service.class)));
	}

	private static List<Integer> range(int end) {
		return IntStream.range(0, end).boxed().toList();
	}

	@Test
	void theResultsAreInTheOrderOfTheItems() {
		with((service) -> {
			assertThat(service.doubled(range(10))).isEqualTo(range(10).stream().map((item) -> 2 * item).toList());
			assertThat(service.parts()).containsExactlyInAnyOrder(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 8),
					List.of(9));
		});
	}

	@Test
	void anyCollectionWillDoAlsoAnEmptyOne() {
		with((service) -> {
			assertThat(service.doubled(new HashSet<>(List.of(7)))).containsExactly(14);
			assertThat(service.doubled(range(3))).containsExactly(0, 2, 4);
			assertThat(service.doubled(List.of())).isEmpty();
			assertThat(service.parts()).hasSize(2);
		});
	}

	@Test
	void eachPartIsTriedAgainByItself() {
		with((service) -> {
			service.fail(List.of(3, 4, 5), 2);
			assertThat(service.doubled(range(7))).containsExactly(0, 2, 4, 6, 8, 10, 12);
			assertThat(service.parts()).containsExactlyInAnyOrder(List.of(0, 1, 2), List.of(3, 4, 5), List.of(3, 4, 5),
					List.of(3, 4, 5), List.of(6));
		});
	}

	@Test
	void aPartThatFailsInTheEndFailsTheCall() {
		with((service) -> {
			service.fail(List.of(3, 4, 5), 3);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.doubled(range(7)))
				.withMessage("[3, 4, 5]");
		});
	}

	@Test
	void partsRunAtOnceUpToTheConcurrency() {
		with((service) -> {
			assertThat(service.twoAtOnce(range(6))).isEqualTo(range(6));
			assertThat(service.most()).isEqualTo(2);
		});
	}

	@Test
	void theNumberOfResultsIsChecked() {
		with((service) -> {
			assertThatIllegalStateException().isThrownBy(() -> service.tooFew(range(4)))
				.withMessageContaining("Service.tooFew returned 1 results for 2 items");
			assertThatIllegalStateException().isThrownBy(() -> service.none(range(4)))
				.withMessageContaining("Service.none returned null for 2 items");
		});
	}

	@Test
	@SuppressWarnings("NullAway") // what a careless caller passes
	void noCollectionIsRefused() {
		with((service) -> assertThatIllegalArgumentException().isThrownBy(() -> service.doubled(null))
			.withMessageContaining("The argument of Service.doubled must not be null"));
	}

	@Test
	void withoutABatchSizeTheMethodGetsAllOfIt() {
		with((service) -> {
			assertThat(service.notSplit(range(5))).isEqualTo(range(5));
			assertThat(service.parts()).containsExactly(range(5));
		});
	}

	static class Service {

		private final Queue<List<Integer>> parts = new ConcurrentLinkedQueue<>();

		private final Queue<List<Integer>> failing = new ConcurrentLinkedQueue<>();

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private final CountDownLatch two = new CountDownLatch(2);

		/** Fail so often with a part. */
		void fail(List<Integer> part, int times) {
			for (int i = 0; i < times; i++) {
				this.failing.add(part);
			}
		}

		List<List<Integer>> parts() {
			return List.copyOf(this.parts);
		}

		int most() {
			return this.most.get();
		}

		@ParallelRetryable(batchSize = 3)
		List<Integer> doubled(Collection<Integer> items) throws IOException {
			List<Integer> part = List.copyOf(items);
			this.parts.add(part);
			if (this.failing.remove(part)) {
				throw new IOException(part.toString());
			}
			return part.stream().map((item) -> 2 * item).toList();
		}

		@ParallelRetryable(batchSize = 1, concurrency = 2)
		List<Integer> twoAtOnce(List<Integer> items) throws InterruptedException {
			this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			this.two.countDown();
			this.two.await(Attempts.LIMIT_SECONDS, TimeUnit.SECONDS);
			this.running.decrementAndGet();
			return items;
		}

		@ParallelRetryable(batchSize = 2)
		List<Integer> tooFew(Collection<Integer> items) {
			return new ArrayList<>(Set.of(1));
		}

		@ParallelRetryable(batchSize = 2)
		@Nullable List<Integer> none(Collection<Integer> items) {
			return null;
		}

		@ParallelRetryable
		List<Integer> notSplit(Collection<Integer> items) {
			this.parts.add(List.copyOf(items));
			return List.copyOf(items);
		}

	}

}
