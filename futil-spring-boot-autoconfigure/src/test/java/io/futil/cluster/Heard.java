package io.futil.cluster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what it hears, in the order it hears it in, and how much of it at once.
 */
final class Heard implements Receiver {

	private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final Consumer<String> then;

	Heard() {
		this((message) -> {
		});
	}

	/**
	 * Make one.
	 * @param then what to do with each message behind that
	 */
	Heard(Consumer<String> then) {
		this.then = then;
	}

	static String joinedOf(UUID member) {
		return "joined " + member;
	}

	static String leftOf(UUID member) {
		return "left " + member;
	}

	static byte[] bytes(String message) {
		return message.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void joined(UUID member) {
		hear(joinedOf(member), "");
	}

	@Override
	public void left(UUID member) {
		hear(leftOf(member), "");
	}

	@Override
	public void received(UUID from, byte[] message) {
		String text = new String(message, StandardCharsets.UTF_8);
		hear(text, text);
	}

	private void hear(String event, String message) {
		int now = this.inside.incrementAndGet();
		this.most.accumulateAndGet(now, Math::max);
		try {
			this.events.add(event);
			this.then.accept(message);
		}
		finally {
			this.inside.decrementAndGet();
		}
	}

	/** The next events, once they are there. */
	List<String> next(int count) throws InterruptedException {
		List<String> next = new ArrayList<>();
		while (next.size() < count) {
			String event = this.events.poll(60, TimeUnit.SECONDS);
			assertThat(event).as("behind %s", next).isNotNull();
			next.add(event);
		}
		return next;
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	/** How many callbacks there were at the same time, at most. */
	int most() {
		return this.most.get();
	}

}
