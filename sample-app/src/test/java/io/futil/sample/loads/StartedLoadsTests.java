package io.futil.sample.loads;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.futil.sample.loads.StartedLoads.Started;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * There are a few loads of each kind at once, and no more.
 */
@Timeout(30)
class StartedLoadsTests {

	private final ThreadPoolTaskExecutor callers = new ThreadPoolTaskExecutor();

	private final CyclicBarrier end = new CyclicBarrier(StartedLoads.MOST + 1);

	StartedLoadsTests() {
		this.callers.setCorePoolSize(2 * StartedLoads.MOST);
		this.callers.initialize();
	}

	@AfterEach
	void stop() {
		this.callers.shutdown();
	}

	@Test
	void thereIsRoomAgainWhenLoadsHaveEnded() throws Exception {
		StartedLoads loads = loads(() -> this.end.await(20, TimeUnit.SECONDS));
		for (int i = 0; i < StartedLoads.MOST; i++) {
			assertThat(loads.start("some")).isEqualTo(Started.YES);
		}
		assertThat(loads.start("some")).isEqualTo(Started.FULL);
		this.end.await(20, TimeUnit.SECONDS);
		awaitEnds();
		assertThat(loads.start("some")).isEqualTo(Started.YES);
		this.callers.getThreadPoolExecutor().shutdownNow();
	}

	@Test
	void loadThatFailsGivesItsPlaceBack() throws InterruptedException {
		StartedLoads loads = loads(() -> {
			throw new IllegalStateException("as it was cancelled");
		});
		for (int i = 0; i < 2 * StartedLoads.MOST; i++) {
			assertThat(loads.start("some")).isEqualTo(Started.YES);
			awaitEnds();
		}
	}

	@Test
	void loadThatFindsNoThreadGivesItsPlaceBack() {
		StartedLoads loads = loads(() -> {
		});
		this.callers.shutdown();
		for (int i = 0; i < 2 * StartedLoads.MOST; i++) {
			assertThatExceptionOfType(TaskRejectedException.class).isThrownBy(() -> loads.start("some"));
		}
	}

	@Test
	void otherNamesAreUnknown() {
		assertThat(loads(() -> {
		}).start("other")).isEqualTo(Started.UNKNOWN);
	}

	private StartedLoads loads(Body body) {
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

		}), this.callers);
	}

	/**
	 * A pool of as many threads as there are tasks here: one that has taken them all has
	 * ended what was before.
	 */
	private void awaitEnds() throws InterruptedException {
		CyclicBarrier all = new CyclicBarrier(2 * StartedLoads.MOST);
		for (int i = 0; i < 2 * StartedLoads.MOST; i++) {
			this.callers.submit(() -> all.await(20, TimeUnit.SECONDS));
		}
		while (this.callers.getThreadPoolExecutor().getCompletedTaskCount() < this.callers.getThreadPoolExecutor()
			.getTaskCount()) {
			TimeUnit.MILLISECONDS.sleep(1);
		}
	}

	private interface Body {

		void run() throws Exception;

	}

}
