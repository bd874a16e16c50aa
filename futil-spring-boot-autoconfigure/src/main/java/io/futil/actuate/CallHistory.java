package io.futil.actuate;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the calls that run, the last ones that have ended, and the slowest attempts.
 */
final class CallHistory implements CallListener {

	private final AtomicLong ids = new AtomicLong();

	private final RunningCalls running = new RunningCalls();

	private final EndedCalls ended = new EndedCalls();

	private final SlowestAttempts slowest = new SlowestAttempts(System::nanoTime);

	@Override
	public CallRecorder callStarted(CallView call) {
		this.slowest.age();
		RecordedCall recorded = new RecordedCall(this.ids.incrementAndGet(), call, this);
		this.running.add(recorded);
		return recorded;
	}

	void ended(RecordedCall call, CallOutcome outcome) {
		this.running.remove(call);
		this.ended.add(call.ended(outcome));
	}

	/** A call that runs, {@code null} if there is none of that number any more. */
	@Nullable RecordedCall find(long id) {
		return this.running.find(id);
	}

	List<RunningCall> running() {
		return this.running.list();
	}

	List<FinishedCall> finished() {
		return this.ended.list();
	}

	SlowestAttempts slowest() {
		return this.slowest;
	}

}
