package io.futil.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.futil.fanout.FanOutOperations;
import org.jspecify.annotations.Nullable;

/**
 * One call of the soak, as it was made up.
 *
 * @param verb the verb
 * @param lazy whether its input is no collection
 * @param sourceEnd where the input breaks off with an exception, -1 if it does not
 * @param deeds what is done with each item
 * @param inner the calls that tasks make in turn, by the place of their item
 * @param elsewhere whether it goes to the other executor of the bench
 * @param options what is said of it
 * @param ending how it comes to its end
 * @param when how soon
 */
record SoakPlan(Verb verb, boolean lazy, int sourceEnd, List<Deed> deeds, Map<Integer, SoakPlan> inner,
		boolean elsewhere, Options options, Ending ending, int when) {

	/** Whether a task of it, or of a call inside it, interrupts its own thread. */
	boolean interrupts() {
		return this.deeds.stream().anyMatch(Deed::interrupts)
				|| this.inner.values().stream().anyMatch(SoakPlan::interrupts);
	}

	@Override
	public String toString() {
		return this.verb + (this.elsewhere ? " elsewhere" : "") + (this.lazy ? " of a lazy source" : "")
				+ ((this.sourceEnd >= 0) ? " that breaks at " + this.sourceEnd : "") + ", " + this.options + ", "
				+ this.ending + " " + this.when + ", " + this.deeds
				+ (this.inner.isEmpty() ? "" : " with inside " + this.inner);
	}

	/**
	 * What is said of a call, {@code null} and zero where nothing is.
	 */
	record Options(@Nullable Duration timeout, @Nullable Duration taskTimeout, @Nullable Duration grace,
			int concurrency, int chunkSize, boolean listened) {

		FanOutOperations on(FanOutOperations plain, SoakListener listener) {
			FanOutOperations fanOut = (this.timeout != null) ? plain.timeout(this.timeout) : plain;
			fanOut = (this.taskTimeout != null) ? fanOut.taskTimeout(this.taskTimeout) : fanOut;
			fanOut = (this.grace != null) ? fanOut.cancelGrace(this.grace) : fanOut;
			fanOut = (this.concurrency > 0) ? fanOut.concurrency(this.concurrency) : fanOut;
			fanOut = (this.chunkSize > 0) ? fanOut.chunkSize(this.chunkSize) : fanOut;
			return this.listened ? fanOut.onProgress(listener) : fanOut;
		}

		@Override
		public String toString() {
			StringBuilder options = new StringBuilder();
			options.append((this.timeout != null) ? "timeout " + this.timeout + " " : "");
			options.append((this.taskTimeout != null) ? "taskTimeout " + this.taskTimeout + " " : "");
			options.append((this.grace != null) ? "grace " + this.grace + " " : "");
			options.append((this.concurrency > 0) ? "concurrency " + this.concurrency + " " : "");
			options.append((this.chunkSize > 0) ? "chunkSize " + this.chunkSize + " " : "");
			return options.append(this.listened ? "listened" : "").toString();
		}

	}

	/** How a call comes to its end, if it does not before. */
	enum Ending {

		/** By itself. */
		RUN,
		/** Its caller is interrupted. */
		INTERRUPT,
		/** Some results of a stream are taken, and it is closed. */
		TAKE_SOME,
		/** Some results of a stream are taken, and it is dropped. */
		DROP,
		/** Its future is cancelled, with an interrupt. */
		CANCEL,
		/** Its future is cancelled without an interrupt. */
		RELEASE,
		/** Its future is given a time-out. */
		TIME_OUT,
		/** Its future is completed with nothing. */
		COMPLETE;

		boolean isOfFutures() {
			return this == CANCEL || this == RELEASE || this == TIME_OUT || this == COMPLETE;
		}

		boolean isOfStreams() {
			return this == TAKE_SOME || this == DROP;
		}

	}

}
