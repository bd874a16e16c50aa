package io.futil.fanout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.futil.fanout.FanOutFuture.Until;
import io.futil.fanout.FanOutFuture.Waited;
import io.futil.fanout.spi.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * Waits for several futures, in the order in which they complete.
 *
 * @param <F> the type of the futures
 */
final class FutureWait<F extends FanOutFuture<?>> extends Spliterators.AbstractSpliterator<F> implements AutoCloseable {

	private final LinkedBlockingQueue<F> completed = new LinkedBlockingQueue<>();

	private final Map<F, Runnable> watchers = new HashMap<>();

	private final Collection<? extends F> futures;

	private final Duration timeout;

	private @Nullable Deadline deadline;

	private int left;

	private FutureWait(Collection<? extends F> futures, Duration timeout) {
		super(Long.MAX_VALUE, NONNULL);
		futures.forEach((future) -> Arguments.notNull(future, "an element of futures"));
		this.futures = new ArrayList<>(new LinkedHashSet<>(futures));
		this.timeout = timeout;
		this.left = this.futures.size();
	}

	static <F extends FanOutFuture<?>> Waited<F> await(Collection<? extends F> futures, Until until, Duration timeout) {
		List<F> inOrder = new ArrayList<>(futures);
		try (FutureWait<F> wait = new FutureWait<>(inOrder, timeout)) {
			F next = inOrder.isEmpty() ? null : wait.next();
			while (next != null && until != Until.FIRST_COMPLETED
					&& !(until == Until.FIRST_EXCEPTION && next.isCompletedExceptionally())) {
				next = wait.next();
			}
		}
		return Waited.of(inOrder);
	}

	static <F extends FanOutFuture<?>> Stream<F> asCompleted(Collection<? extends F> futures, Duration timeout) {
		FutureWait<F> wait = new FutureWait<>(futures, timeout);
		return StreamSupport.stream(wait, false).onClose(wait::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super F> action) {
		F next = next();
		if (next != null) {
			action.accept(next);
			return true;
		}
		close();
		if (this.left > 0) {
			throw new FanOutTimeoutException(this.left + " of " + this.futures.size() + " futures were not done within "
					+ DurationText.of(this.timeout), List.of());
		}
		return false;
	}

	/** The next future that is done, or {@code null} if there is none in time. */
	private @Nullable F next() {
		if (this.left == 0) {
			return null;
		}
		Deadline deadline = this.deadline;
		if (deadline == null) {
			deadline = Deadline.after(System.nanoTime(), this.timeout);
			this.deadline = deadline;
			this.futures.forEach(this::watch);
		}
		F next = this.completed.poll();
		if (next == null) {
			next = await(deadline);
		}
		if (next != null) {
			this.left--;
		}
		return next;
	}

	private void watch(F future) {
		Runnable watcher = () -> this.completed.add(future);
		this.watchers.put(future, watcher);
		future.watchers().add(watcher);
		if (future.isDone()) {
			// Done before it was watched, or just now: its watchers may never be told
			// again.
			future.watchers().tell();
		}
	}

	private @Nullable F await(Deadline deadline) {
		LentPlace lent = this.futures.iterator().next().lendPlace();
		try {
			return this.completed.poll(deadline.remaining(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new FanOutInterruptedException("Interrupted while waiting for futures", ex);
		}
		finally {
			lent.reclaim();
		}
	}

	@Override
	public void close() {
		this.watchers.forEach((future, watcher) -> future.watchers().remove(watcher));
		this.watchers.clear();
	}

}
