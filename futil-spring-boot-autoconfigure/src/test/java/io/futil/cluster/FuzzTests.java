package io.futil.cluster;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.acme.orders.Box;
import com.acme.orders.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that were damaged at random, the same way each time: they are read or refused,
 * and take no more memory than a message of their size may.
 */
class FuzzTests {

	private static final int MESSAGES = 20_000;

	/** Of a message of some hundred bytes; what looks for an unknown class included. */
	private static final long MOST_BYTES = 4 << 20;

	private static final byte[] EXTREMES = { 0, 1, -1, 0x7f, (byte) 0x80, 2, 16, 24, 126 };

	private int read;

	private int refused;

	@Test
	void damagedValues() {
		Codec codec = Wire.codec();
		Map<Object, Object> map = new LinkedHashMap<>(Map.of("key", List.of(1, 2L, 3.0), Instant.EPOCH, 'x'));
		Order order = new Order(1, "someone", Instant.EPOCH, Order.State.PAID,
				List.of(new Order.Line("book", 2, BigDecimal.TEN)));
		damage(codec
			.write(new Object[] { order, new Box<>(map), Set.of("a"), Optional.of(new UUID(1, 2)), new int[] { 1, 2 },
					new String[][] { { "x" } }, ZonedDateTime.parse("2026-10-25T02:30+02:00[Europe/Berlin]") }),
				codec::read);
	}

	@Test
	void damagedFailures() {
		Codec codec = Wire.codec();
		IllegalStateException failure = new IllegalStateException("state", new IOException("\u20ac"));
		failure.addSuppressed(new ArithmeticException());
		StackTraceElement[] frames = failure.getStackTrace();
		failure.setStackTrace(Arrays.copyOf(frames, Math.min(3, frames.length)));
		failure.getCause().setStackTrace(new StackTraceElement[0]);
		damage(codec.writeFailure(failure, "node-2"), codec::readFailure);
	}

	@Test
	void damagedFrames() {
		damage(Frames.write(FramesTests.frames().toList()), Frames::read);
	}

	@Test
	void noise() {
		Random random = new Random(17);
		for (int i = 0; i < MESSAGES; i++) {
			byte[] message = new byte[random.nextInt(64)];
			random.nextBytes(message);
			feed(message, Wire.codec()::read);
			feed(message, Wire.codec()::readFailure);
			feed(message, Frames::read);
		}
		assertThat(this.refused).isGreaterThan(MESSAGES);
	}

	private void damage(byte[] sound, Consumer<byte[]> reader) {
		reader.accept(sound);
		Random random = new Random(sound.length);
		for (int i = 0; i < MESSAGES; i++) {
			feed(damaged(sound, random), reader);
		}
		assertThat(this.read).as("read, and %s refused", this.refused).isGreaterThan(MESSAGES / 100);
		assertThat(this.refused).as("refused, and %s read", this.read).isGreaterThan(MESSAGES / 10);
	}

	private static byte[] damaged(byte[] sound, Random random) {
		byte[] damaged = sound.clone();
		for (int times = random.nextInt(3); times >= 0; times--) {
			int at = random.nextInt(damaged.length);
			switch (random.nextInt(5)) {
				case 0 -> damaged[at] = (byte) random.nextInt();
				case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
				case 2 -> damaged[at] = EXTREMES[random.nextInt(EXTREMES.length)];
				case 3 -> damaged = (at > 0) ? Arrays.copyOf(damaged, at) : damaged;
				default -> {
					int from = random.nextInt(damaged.length);
					int length = Math.min(random.nextInt(16), damaged.length - Math.max(from, at));
					System.arraycopy(damaged, from, damaged, at, length);
				}
			}
		}
		return damaged;
	}

	private void feed(byte[] message, Consumer<byte[]> reader) {
		long allocated = Heap.allocatedBy(() -> {
			try {
				reader.accept(message);
				this.read++;
			}
			catch (MalformedMessageException ex) {
				this.refused++;
			}
		});
		assertThat(allocated).isLessThan(MOST_BYTES);
	}

}
