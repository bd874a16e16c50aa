package io.futil.cluster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a member answers that runs tasks of others.
 */
@Timeout(60)
class TaskHostTests {

	private static final UUID SENDER = UUID.randomUUID();

	private final ExecutorService threads = Executors.newFixedThreadPool(1);

	private final Works works = new Works("here");

	private final Codec codec = new Codec(types(), 1 << 20);

	private final TaskHost host = new TaskHost(this::local, this.codec, new BeanInvoker(types(), beans()), List.of(),
			UUID.randomUUID(), "here");

	private static AllowedTypes types() {
		return new AllowedTypes(List.of("io.futil.cluster"), TaskHostTests.class.getClassLoader());
	}

	private FanOutOperations local() {
		return FanOutTemplate.of(this.threads);
	}

	private DefaultListableBeanFactory beans() {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("works", this.works);
		return beans;
	}

	@AfterEach
	void stop() {
		this.works.gate.countDown();
		this.threads.shutdownNow();
	}

	private Frame.Task task(String method) {
		return new Frame.Task(1, "operation", -1, new BeanCall(Works.class.getName(), method, List.of("int"), false),
				Map.of(), this.codec.write(new Object[] { 1 }));
	}

	private void awaitDrained() {
		while (!this.host.isDrained()) {
			Thread.onSpinWait();
		}
	}

	@Test
	void whatASenderHadHereThatIsGoneIsNotAnswered() throws Exception {
		List<Frame> answers = Collections.synchronizedList(new ArrayList<>());
		this.host.take(SENDER, task("held"), (to, frame) -> answers.add(frame));
		this.works.entered.await();
		this.host.left(SENDER);
		this.works.interrupted.await();
		awaitDrained();
		assertThat(answers).as("it may be back, and have sent the same task again").isEmpty();
	}

	@Test
	void nothingIsHereOnlyOnceItIsAnswered() throws Exception {
		AtomicBoolean drained = new AtomicBoolean(true);
		CountDownLatch answered = new CountDownLatch(1);
		this.host.take(SENDER, task("twice"), (to, frame) -> {
			drained.set(this.host.isDrained());
			answered.countDown();
		});
		answered.await();
		assertThat(drained).isFalse();
		awaitDrained();
	}

}
