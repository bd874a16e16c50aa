package io.futil.sample.loads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import io.futil.sample.loads.StartedLoads.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * There are a few loads of each kind at once, and no more.
 */
@Timeout(30)
class StartedLoadsTests {

	private final List<Thread> threads = new ArrayList<>();

	private final CyclicBarrier end = new CyclicBarrier(StartedLoads.MOST + 1);

	@Test
	void thereIsRoomAgainWhenLoadsHaveEnded() throws Exception {
		StartedLoads loads = loads(this::thread, () -> this.end.await(20, TimeUnit.SECONDS));
		for (int i = 0; i < StartedLoads.MOST; i++) {
			assertThat(loads.start("some")).isEqualTo(Started.YES);
		}
		assertThat(loads.start("some")).isEqualTo(Started.FULL);
		this.end.await(20, TimeUnit.SECONDS);
		awaitEnds();
		assertThat(loads.start("some")).isEqualTo(Started.YES);
		this.end.reset();
	}

	@Test
	void loadThatFailsGivesItsPlaceBack() throws InterruptedException {
		StartedLoads loads = loads(this::thread, () -> {
			throw new IllegalStateException("as it was cancelled");
		});
		for (int i = 0; i < 2 * StartedLoads.MOST; i++) {
			assertThat(loads.start("some")).isEqualTo(Started.YES);
			awaitEnds();
		}
	}

	@Test
	void loadThatFindsNoThreadGivesItsPlaceBack() {
		StartedLoads loads = loads((run) -> {
			throw new TaskRejectedException("no thread");
		}, () -> {
		});
		for (int i = 0; i < 2 * StartedLoads.MOST; i++) {
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> loads.start("some"));
		}
	}

	@Test
	void otherNamesAreUnknown() {
		assertThat(loads(this::thread, () -> {
		}).start("other")).isEqualTo(Started.UNKNOWN);
	}

	private StartedLoads loads(ThreadFactory callers, Body body) {
		return new StartedLoads(List.of(new Load() {

			@Override
			public String name() {
				return "some";
			}

			@Override
			public void run() throws InterruptedException {
				try {
					body.run();
				}
				catch (InterruptedException | RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}

		}), new SimpleAsyncTaskExecutor(callers));
	}

	private Thread thread(Runnable run) {
		Thread thread = new Thread(run);
		this.threads.add(thread);
		return thread;
	}

	private void awaitEnds() throws InterruptedException {
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	private interface Body {

		void run() throws Exception;

	}

}
