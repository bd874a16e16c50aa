package io.futil.actuate;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.CallView;
import io.futil.fanout.spi.ExecutorActivity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which attempts are kept, and for how long.
 */
class SlowestAttemptsTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);

	private final SlowestAttempts slowest = new SlowestAttempts(this.clock::get);

	private final RecordedCall call = new RecordedCall(1, view(), new CallHistory());

	@Test
	void theTwentySlowestAreKeptTheSlowestFirst() {
		for (int i = 0; i < 100; i++) {
			end((i * 37) % 100);
		}
		assertThat(indices()).hasSize(20).startsWith(99, 98, 97).endsWith(80);
	}

	@Test
	void whatIsOldIsForgotten() {
		end(1_000);
		pass(4);
		end(500);
		pass(2);
		end(10);
		assertThat(indices()).containsExactly(1_000, 500, 10);
		pass(5);
		assertThat(indices()).containsExactly(10);
		pass(60);
		assertThat(indices()).isEmpty();
		end(1);
		assertThat(indices()).containsExactly(1);
	}

	private void end(int nanos) {
		this.slowest.age();
		this.slowest.ended(this.call, nanos, 1, AttemptOutcome.SUCCEEDED, nanos);
	}

	private void pass(int minutes) {
		this.clock.addAndGet(TimeUnit.MINUTES.toNanos(minutes));
	}

	private List<Integer> indices() {
		return this.slowest.list().stream().map(SlowAttempt::index).toList();
	}

	private static CallView view() {
		ExecutorActivity activity = proxy(ExecutorActivity.class, null);
		return proxy(CallView.class, activity);
	}

	private static <T> T proxy(Class<T> type, ExecutorActivity activity) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> (method.getReturnType() == String.class) ? "x" : activity));
	}

}
