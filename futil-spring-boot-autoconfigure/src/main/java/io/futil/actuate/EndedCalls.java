package io.futil.actuate;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * The last fifty calls that have ended.
 */
final class EndedCalls {

	private static final int MOST = 50;

	private final AtomicReferenceArray<@Nullable EndedCall> ring = new AtomicReferenceArray<>(MOST);

	private final AtomicLong ended = new AtomicLong();

	void add(EndedCall call) {
		this.ring.set((int) (this.ended.getAndIncrement() % MOST), call);
	}

	/** The newest first. */
	List<FinishedCall> list() {
		long next = this.ended.get();
		return LongStream.rangeClosed(1, Math.min(next, MOST))
			.mapToObj((back) -> this.ring.get((int) ((next - back) % MOST)))
			.filter(Objects::nonNull)
			.map(EndedCall::shown)
			.toList();
	}

}
