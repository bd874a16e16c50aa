package io.futil.fanout;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.futil.fanout.Gather.Branch;
import io.futil.fanout.Gather.OptionalBranch;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingFunction;

/**
 * One branch of a gather.
 *
 * @param <R> the type of its value
 */
final class GatherBranch<R extends @Nullable Object> implements Branch<R>, OptionalBranch<R> {

	private final GatherCall call;

	private final String name;

	private final int index;

	private final Callable<? extends R> task;

	private final boolean required;

	private final CountDownLatch settled = new CountDownLatch(1);

	private volatile @Nullable TaskResult<String, R> result;

	private @Nullable ThrowingFunction<? super Throwable, ? extends R> fallback;

	GatherBranch(GatherCall call, String name, int index, Callable<? extends R> task, boolean required) {
		this.call = call;
		this.name = name;
		this.index = index;
		this.task = task;
		this.required = required;
	}

	@Override
	public R get() {
		TaskResult<String, R> result = result();
		if (result instanceof TaskResult.Failure<String, R> failure) {
			if (this.required || this.call.isInterrupted()) {
				throw this.call.failureOf(failure);
			}
			if (this.fallback != null) {
				return this.fallback.apply(failure.cause());
			}
		}
		return result.value();
	}

	@Override
	public TaskResult<String, R> result() {
		this.call.await(this);
		TaskResult<String, R> result = this.result;
		return (result != null) ? result : this.call.unsettled(this);
	}

	@Override
	public Branch<R> orElse(R fallback) {
		return orElseGet((failure) -> fallback);
	}

	@Override
	public Branch<R> orElseGet(ThrowingFunction<? super Throwable, ? extends R> fallback) {
		this.fallback = Arguments.notNull(fallback, "fallback");
		return this;
	}

	/** Run the task, on a worker. */
	R run() throws Exception {
		return this.task.call();
	}

	/** The task has ended. */
	@SuppressWarnings("unchecked")
	void settle(TaskResult<String, ?> result) {
		this.result = (TaskResult<String, R>) result;
		this.settled.countDown();
	}

	/** The call has stopped: whoever waits for this branch need not. */
	void release() {
		this.settled.countDown();
	}

	/** Whether nobody need wait for this branch. */
	boolean isSettled() {
		return this.settled.getCount() == 0;
	}

	boolean await(long nanos) throws InterruptedException {
		return this.settled.await(nanos, TimeUnit.NANOSECONDS);
	}

	/** What to say of this branch if it has no outcome. */
	TaskResult<String, R> withoutOutcome(Reason reason, Throwable cause, Execution execution) {
		return new TaskResult.Failure<>(this.name, reason, cause, execution);
	}

	boolean isRequired() {
		return this.required;
	}

	@Nullable TaskResult<String, ?> outcome() {
		return this.result;
	}

	String name() {
		return this.name;
	}

	int index() {
		return this.index;
	}

}
