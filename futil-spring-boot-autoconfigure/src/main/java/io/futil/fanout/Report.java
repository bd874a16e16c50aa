package io.futil.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.futil.fanout.spi.AttemptOutcome;
import io.futil.fanout.spi.AttemptScope;
import io.futil.fanout.spi.CallListener;
import io.futil.fanout.spi.CallOutcome;
import io.futil.fanout.spi.CallRecorder;
import io.futil.fanout.spi.CallView;
import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What the listeners are told of one call. They are not trusted: what one throws is
 * logged and changes nothing. A call that nobody listens to has none.
 */
final class Report {

	private final List<CallRecorder> recorders;

	private final AtomicBoolean ended = new AtomicBoolean();

	private final Complaints complaints;

	private Report(List<CallRecorder> recorders, Complaints complaints) {
		this.recorders = recorders;
		this.complaints = complaints;
	}

	/** Begin. Called on the caller's thread. */
	static @Nullable Report of(List<CallListener> listeners, CallView call, Complaints complaints) {
		if (listeners.isEmpty()) {
			return null;
		}
		Report report = new Report(new ArrayList<>(listeners.size()), complaints);
		for (CallListener listener : listeners) {
			report.guarded(listener, () -> {
				CallRecorder recorder = listener.callStarted(call);
				if (recorder != null) {
					report.recorders.add(recorder);
				}
			});
		}
		return report.recorders.isEmpty() ? null : report;
	}

	/** Open what is to be found in the context that is about to be captured. */
	Scope open() {
		List<Scope> scopes = new ArrayList<>(this.recorders.size());
		tell((recorder) -> scopes.add(0, recorder.open()));
		return () -> scopes.forEach((scope) -> guarded(scope, scope::close));
	}

	/** Who wants to hear of each attempt when it begins. */
	List<CallRecorder> attemptObservers() {
		List<CallRecorder> observers = new ArrayList<>();
		tell((recorder) -> {
			if (recorder.observesAttempts()) {
				observers.add(recorder);
			}
		});
		return observers;
	}

	/** An attempt is about to run, in its context. */
	AttemptScope attemptStarted(List<CallRecorder> observers, int index) {
		List<AttemptScope> scopes = new ArrayList<>(observers.size());
		for (CallRecorder observer : observers) {
			guarded(observer, () -> scopes.add(0, observer.attemptStarted(index)));
		}
		return (failure) -> scopes.forEach((scope) -> guarded(scope, () -> scope.close(failure)));
	}

	void queueWaited(long nanos) {
		tell((recorder) -> recorder.queueWaited(nanos));
	}

	void attempt(int index, int number, AttemptOutcome outcome, long nanos) {
		tell((recorder) -> recorder.attempt(index, number, outcome, nanos));
	}

	void attempts(int count, AttemptOutcome outcome, long nanos) {
		tell((recorder) -> recorder.attempts(count, outcome, nanos));
	}

	void retried() {
		tell(CallRecorder::retried);
	}

	/**
	 * The call has ended, unless that was told before.
	 * @param stop why it has stopped, if it has
	 * @param failure what it fails with, if that is not in the reason to stop
	 */
	void ended(@Nullable Stop stop, @Nullable Throwable failure) {
		if (this.ended.compareAndSet(false, true)) {
			CallOutcome outcome = (failure != null) ? CallOutcome.FAILED
					: (stop != null) ? stop.kind().outcome() : CallOutcome.SUCCEEDED;
			Throwable cause = (failure == null && stop != null) ? stop.cause() : failure;
			tell((recorder) -> recorder.callEnded(outcome, cause));
		}
	}

	private void tell(Consumer<CallRecorder> news) {
		for (CallRecorder recorder : this.recorders) {
			guarded(recorder, () -> news.accept(recorder));
		}
	}

	private void guarded(Object listener, Runnable news) {
		try {
			news.run();
		}
		catch (Throwable ex) {
			this.complaints.about(listener, ex);
		}
	}

}
