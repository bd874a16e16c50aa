package io.futil.fanout;

import java.lang.ref.Cleaner.Cleanable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The consumer's end of a call whose results are taken one by one. The call starts when
 * the first result is asked for. A result that is taken makes room for one more task;
 * while there is no room, workers go home rather than wait, so a stream that is dropped
 * leaves no thread behind.
 *
 * @param <T> the type of the items
 * @param <R> the type of the values
 * @param <E> what the consumer gets
 */
final class ResultSpliterator<T extends @Nullable Object, R extends @Nullable Object, E extends @Nullable Object>
		implements Spliterator<E> {

	private final CallSettings settings;

	private final Iterable<? extends T> items;

	private final TaskBody<T, R> body;

	private final QueueSink<T, R> sink;

	/** For results in the order of the input. */
	private final @Nullable InputOrder<T, R> order;

	private final Function<TaskResult<T, R>, E> view;

	private final ReadAhead readAhead;

	private volatile boolean closed;

	private volatile @Nullable Call<T, R> call;

	private @Nullable IteratorSource<T> source;

	/** Tells those who listen of the end of a stream that nobody closes. */
	private @Nullable Cleanable dropped;

	private long handedOn;

	private ResultSpliterator(CallSettings settings, Iterable<? extends T> items, TaskBody<T, R> body,
			QueueSink<T, R> sink, @Nullable InputOrder<T, R> order, Function<TaskResult<T, R>, E> view) {
		this.settings = settings;
		this.items = items;
		this.body = body;
		this.sink = sink;
		this.order = order;
		this.view = view;
		this.readAhead = new ReadAhead(settings.limit());
	}

	/** Values in the order of the input, up to the first failure. */
	static <T extends @Nullable Object, R extends @Nullable Object> Stream<R> values(CallSettings settings,
			Iterable<? extends T> items, TaskBody<T, R> body) {
		return stream(new ResultSpliterator<>(settings, items, body, new QueueSink<>(false), new InputOrder<>(),
				TaskResult::value));
	}

	/** Outcomes in the order of completion. */
	static <T extends @Nullable Object, R extends @Nullable Object> Stream<TaskResult<T, R>> results(
			CallSettings settings, Iterable<? extends T> items, TaskBody<T, R> body) {
		return stream(new ResultSpliterator<>(settings, items, body, new QueueSink<>(true), null, Function.identity()));
	}

	private static <E extends @Nullable Object> Stream<E> stream(ResultSpliterator<?, ?, E> spliterator) {
		return StreamSupport.stream(spliterator, false).onClose(spliterator::close);
	}

	@Override
	public boolean tryAdvance(Consumer<? super E> action) {
		if (this.closed) {
			return false;
		}
		Call<T, R> call = this.call;
		if (call == null) {
			call = start();
		}
		else if (call.isClocked()) {
			call.recall().stay();
		}
		TaskResult<T, R> result = next(call);
		if (call.isClocked()) {
			call.recall().depart();
		}
		if (result == null) {
			return false;
		}
		this.handedOn++;
		makeRoom(call, this.readAhead.take());
		action.accept(this.view.apply(result));
		return true;
	}

	private Call<T, R> start() {
		IteratorSource<T> source = source();
		Call<T, R> call = new Call<>(this.settings, source, this.body, null, this.sink);
		this.source = source;
		this.call = call;
		Report report = call.report();
		this.dropped = (report != null) ? DroppedStreams.watch(this, report) : null;
		Waiting.lending(this.settings.handles(), () -> {
			call.watch().armDeadline();
			call.recall().stay();
			call.crew().start();
			// Before the place is reclaimed: that may turn workers away.
			call.recall().comesBack();
		});
		if (this.closed) {
			// By another thread, which may have come before there was a call to stop.
			close();
		}
		return call;
	}

	private IteratorSource<T> source() {
		if (!(this.items instanceof Collection<? extends T> collection)) {
			return IteratorSource.bounded(this.items, this.readAhead.atStart());
		}
		DrainedItems<T> copy = new DrainedItems<>(Segments.of(collection));
		IteratorSource<T> source = IteratorSource.bounded(() -> copy, this.readAhead.atStart());
		if (!copy.hasNext()) {
			source.exhaust();
		}
		return source;
	}

	private void finish(Call<T, R> call) {
		call.finish();
		if (this.dropped != null) {
			this.dropped.clean();
		}
	}

	private void makeRoom(Call<T, R> call, int tasks) {
		if (tasks > 0 && this.source != null) {
			this.source.addCredits(tasks);
			call.crew().launchOne();
		}
	}

	private @Nullable TaskResult<T, R> next(Call<T, R> call) {
		while (true) {
			boolean ended = call.hasEnded();
			Stop stop = call.stopped();
			if (stop != null) {
				return stopped(call, stop);
			}
			TaskResult<T, R> result = (this.order != null) ? this.order.next(this.sink) : this.sink.poll();
			if (result != null || ended) {
				if (result == null) {
					finish(call);
				}
				return result;
			}
			makeRoom(call, this.readAhead.runDry());
			Waiting.lending(this.settings.handles(), () -> await(call));
		}
	}

	private @Nullable TaskResult<T, R> stopped(Call<T, R> call, Stop stop) {
		if (stop.kind() == Stop.Kind.CANCELLED && this.closed) {
			return null;
		}
		Waiting.lending(this.settings.handles(), call::await);
		finish(call);
		call.handedOn(this.handedOn);
		throw Verdict.of(call, stop, () -> resultsNow(call));
	}

	private void await(Call<T, R> call) {
		call.recall().attend();
		try {
			call.crew().goOn();
			this.sink.awaitChange(call, this.readAhead.isQuick());
			if (call.deadline().remaining() <= 0) {
				call.stop(Stop.TIMED_OUT, false);
			}
		}
		catch (InterruptedException ex) {
			call.stop(Stop.interrupted(ex), false);
			call.await();
			Thread.currentThread().interrupt();
		}
		finally {
			call.recall().leave();
		}
	}

	private List<TaskResult<T, R>> resultsNow(Call<T, R> call) {
		var running = call.crew().running(Reason.TIMED_OUT, Verdict.late(call));
		List<TaskResult<T, R>> results = this.sink.rest();
		if (this.order != null) {
			results.addAll(this.order.rest());
		}
		results.forEach((result) -> running.remove(result.index()));
		results.addAll(running.values());
		results.sort(Comparator.comparingInt(TaskResult::index));
		return results;
	}

	private void close() {
		this.closed = true;
		Call<T, R> call = this.call;
		if (call != null) {
			call.stop(Stop.CANCELLED, false);
			finish(call);
		}
	}

	@Override
	public @Nullable Spliterator<E> trySplit() {
		return null;
	}

	@Override
	public long estimateSize() {
		return Long.MAX_VALUE;
	}

	@Override
	public int characteristics() {
		return ORDERED;
	}

}
