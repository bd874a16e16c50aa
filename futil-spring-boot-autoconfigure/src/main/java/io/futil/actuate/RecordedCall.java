package io.futil.actuate;

import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a call while it runs. The call holds it, and it holds the call;
 * nobody else does for longer than a look.
 */
final class RecordedCall implements CallRecorder {

	private final long id;

	private final CallView call;

	private final CallHistory history;

	private final CallCounts counts = new CallCounts();

	private final long startedMillis = System.currentTimeMillis();

	RecordedCall(long id, CallView call, CallHistory history) {
		this.id = id;
		this.call = call;
		this.history = history;
	}

	@Override
	public void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
		this.counts.attempts(1, outcome);
		this.history.slowest().ended(this, index, number, outcome, nanos);
	}

	@Override
	public void attempts(int count, AttemptOutcome outcome, long nanos) {
		this.counts.attempts(count, outcome);
	}

	@Override
	public void retried() {
		this.counts.retried();
	}

	@Override
	public void callEnded(CallOutcome outcome, @Nullable Throwable failure) {
		this.history.ended(this, outcome);
	}

	long id() {
		return this.id;
	}

	String operation() {
		return this.call.operation();
	}

	String executor() {
		return Texts.name(this.call.executor().name());
	}

	CallView call() {
		return this.call;
	}

	RunningCall running() {
		return new RunningCall(Long.toString(this.id), Texts.name(operation()), this.call.verb(), executor(),
				Times.instant(this.startedMillis), Times.millis(this.call.age()),
				this.call.remaining().map(Times::millis).orElse(null), this.call.total(), this.counts.done(),
				this.counts.failed(), this.counts.retries());
	}

	EndedCall ended(CallOutcome outcome) {
		// Not the whole of it: a name may be of any length, and this is kept.
		return new EndedCall(this.id, Texts.name(operation()), this.call.verb(), executor(), this.startedMillis,
				this.call.age().toNanos(), outcome, this.call.total(), this.counts.done(), this.counts.failed(),
				this.counts.retries());
	}

}
