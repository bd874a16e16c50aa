package io.futil.cluster;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How frames come to this very member.
 */
@Timeout(60)
class LocalLinkTests {

	private final ExecutorService executor = Executors.newSingleThreadExecutor((task) -> new Thread(task, "local"));

	private final Queue<Long> received = new ConcurrentLinkedQueue<>();

	private final Queue<String> threads = new ConcurrentLinkedQueue<>();

	@AfterEach
	void stop() {
		this.executor.shutdownNow();
	}

	@Test
	void aTaskNeverBeginsOnTheThreadThatFlushesWhichMayBeInATaskOfAnotherCall() throws Exception {
		CountDownLatch last = new CountDownLatch(1000);
		LocalLink link = new LocalLink(this.executor, (frame) -> {
			this.received.add(frame.id());
			this.threads.add(Thread.currentThread().getName());
			last.countDown();
		});
		for (long id = 0; id < 1000; id++) {
			link.add(new Frame.Cancel(id));
			link.flush();
		}
		assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.received).containsExactlyElementsOf(LongStream.range(0, 1000).boxed().toList());
		assertThat(this.threads).containsOnly("local");
	}

	@Test
	void whatIsAddedByTheReceiverIsDeliveredToo() throws Exception {
		CountDownLatch last = new CountDownLatch(1);
		LocalLink[] link = new LocalLink[1];
		link[0] = new LocalLink(this.executor, (frame) -> {
			this.received.add(frame.id());
			if (frame.id() == 1) {
				link[0].add(new Frame.Cancel(2));
				link[0].flush();
			}
			else {
				last.countDown();
			}
		});
		link[0].add(new Frame.Cancel(1));
		link[0].flush();
		assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.received).containsExactly(1L, 2L);
	}

}
