package io.futil.fanout;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
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

	/** A thread that is free takes what is submitted, or one more thread is made. */
	@Test
	void aPoolWithoutAQueueHasRoomToStayWhileNotAllThreadsWork() {
		ThreadPoolExecutor pool = pool(2, 0, OWN);
		Admission admission = Admission.of(pool, pool);
		CountDownLatch done = new CountDownLatch(1);
		assertThat(admission.hasRoom()).isFalse();
		assertThat(admission.hasRoomToStay()).isTrue();
		CyclicBarrier bothWork = new CyclicBarrier(3);
		for (int i = 0; i < 2; i++) {
			pool.execute(() -> meet(bothWork, done));
		}
		meet(bothWork, new CountDownLatch(0));
		assertThat(admission.hasRoomToStay()).isFalse();
		done.countDown();
		pool.shutdown();
	}

	private static void meet(CyclicBarrier barrier, CountDownLatch done) {
		try {
			barrier.await();
			done.await();
		}
		catch (InterruptedException | BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** As the executors of Spring are by default. */
	@Test
	void aQueueWithoutABoundHasRoom() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(8, Integer.MAX_VALUE, 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), OWN);
		assertThat(Admission.of(pool, pool).hasRoom()).isTrue();
	}

}
