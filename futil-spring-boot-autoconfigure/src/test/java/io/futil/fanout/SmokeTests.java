package io.futil.fanout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.*;
import java.util.stream.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(20)
class SmokeTests {

	@Test
	void all() throws Exception {
		for (ExecutorService pool : List.of(Executors.newFixedThreadPool(1), Executors.newFixedThreadPool(4),
				new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
						new ThreadPoolExecutor.CallerRunsPolicy()))) {
			FanOutOperations f = FanOutTemplate.of(pool);
			assertThat(f.map(List.of(1, 2, 3), (i) -> i * 2)).containsExactly(2, 4, 6);
			assertThat(f.map(IntStream.range(0, 5000).boxed()::iterator, (i) -> i * 2)).hasSize(5000).endsWith(9998);
			assertThat(f.filter(List.of(1, 2, 3), (i) -> i % 2 == 1)).containsExactly(1, 3);
			assertThat(f.mapOrDefault(List.of(1, 0, 3), (i) -> 6 / i, -1)).containsExactly(6, -1, 2);
			assertThat(f.results(List.of(1, 0, 3), (i) -> 6 / i)).extracting(TaskResult::ok)
				.containsExactly(true, false, true);
			assertThat(f.stream(Stream.iterate(0, (i) -> i + 1)::iterator, (i) -> i).limit(100).toList()).hasSize(100)
				.endsWith(99);
			try (var s = f.asCompleted(Stream.iterate(0, (i) -> i + 1)::iterator, (i) -> i)) {
				assertThat(s.limit(3).toList()).hasSize(3);
			}
			assertThat(f.scatterGather(Tasks.of("a", () -> 1).and("b", () -> 2))).isEqualTo(Map.of("a", 1, "b", 2));
			assertThat(f.firstSuccess(Tasks.of("a", () -> 1 / 0).and("b", () -> 2))).isEqualTo(new Winner<>("b", 2));
			assertThat((Integer) f.gather((g) -> {
				var a = g.require("a", () -> 1);
				var b = g.optional("b", () -> 1 / 0).orElse(5);
				return a.get() + b.get();
			})).isEqualTo(6);
			assertThat(f.map(List.of(1, 2),
					(i) -> f.map(List.of(1, 2), (j) -> f.map(List.of(1, 2), (k) -> i * j * k)).toString()))
				.hasSize(2);
			assertThat(f.submit(() -> f.submit(() -> 3).get()).get()).isEqualTo(3);
			assertThatThrownBy(() -> f.map(List.of(1, 0), (i) -> 1 / i)).isInstanceOf(ArithmeticException.class);
			assertThat(f.async().map(List.of(1, 2), (i) -> i).get()).containsExactly(1, 2);
			long t = System.nanoTime();
			if (!(((ThreadPoolExecutor) pool)
				.getRejectedExecutionHandler() instanceof ThreadPoolExecutor.CallerRunsPolicy)) {
				assertThatThrownBy(() -> f.timeout(Duration.ofMillis(100)).map(List.of(1, 2), (i) -> {
					long e = System.nanoTime() + 500_000_000;
					while (System.nanoTime() < e) {
					}
					return 1;
				})).isInstanceOf(FanOutTimeoutException.class).satisfies((e) -> System.out.println(e.getMessage()));
				System.out.println((System.nanoTime() - t) / 1000000);
			}
			pool.shutdown();
		}
	}

}
