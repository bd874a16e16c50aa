package io.futil.fanout;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests {

	private static final RejectedExecutionHandler OWN = (task, pool) -> {
		throw new RejectedExecutionException("full");
	};

	private static ThreadPoolExecutor pool(int threads, int capacity, RejectedExecutionHandler handler) {
		return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS,
				(capacity == 0) ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity), handler);
	}

	@Test
	void oursAreFree() {
		assertThat(Admission.free().blocks()).isFalse();
		assertThat(Admission.free().mayBlock()).isFalse();
		assertThat(Admission.free().hasRoom()).isTrue();
	}

	@Test
	void aLimitOfThreadsBlocksAndNoLimitDoesNot() {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
		assertThat(Admission.of(executor, null).mayBlock()).isFalse();
		executor.setConcurrencyLimit(2);
		assertThat(Admission.of(executor, null).blocks()).isTrue();
		assertThat(Admission.of(executor, null).hasRoom()).isFalse();
	}

	@Test
	void whatTheJdkDoesWhereAPoolIsFullIsKnown() {
		ThreadPoolExecutor pool = pool(1, 0, new ThreadPoolExecutor.CallerRunsPolicy());
		assertThat(Admission.of(pool, pool).mayBlock()).isFalse();
		assertThat(Admission.of(pool, pool).hasRoom()).isTrue();
	}

	/** Its threads give way as long as they need not fear to fill the queue. */
	@Test
	void aHandlerOfOnesOwnMayBlockWhereTheQueueIsNearlyFull() {
		ThreadPoolExecutor pool = pool(2, 3, OWN);
		Admission admission = Admission.of(pool, pool);
		assertThat(admission.blocks()).isFalse();
		assertThat(admission.mayBlock()).isTrue();
		assertThat(admission.hasRoom()).isTrue();
		pool.getQueue().add(() -> {
		});
		assertThat(admission.hasRoom()).isTrue();
		pool.getQueue().add(() -> {
		});
		assertThat(admission.hasRoom()).isFalse();
	}

	/** As the executors of Spring are by default. */
	@Test
	void aQueueWithoutABoundHasRoom() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(8, Integer.MAX_VALUE, 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), OWN);
		assertThat(Admission.of(pool, pool).hasRoom()).isTrue();
	}

}
