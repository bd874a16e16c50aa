package io.futil.actuate;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The calls that run. Held weakly: one that for whatever reason never says that it has
 * ended is not remembered for ever.
 */
final class RunningCalls {

	private static final int MOST_SHOWN = 500;

	private final Map<Long, Reference> calls = new ConcurrentHashMap<>();

	private final ReferenceQueue<RecordedCall> dropped = new ReferenceQueue<>();

	void add(RecordedCall call) {
		forgetDropped();
		this.calls.put(call.id(), new Reference(call, this.dropped));
	}

	void remove(RecordedCall call) {
		Reference reference = this.calls.remove(call.id());
		if (reference != null) {
			reference.clear();
		}
	}

	private void forgetDropped() {
		for (Object gone = this.dropped.poll(); gone != null; gone = this.dropped.poll()) {
			if (gone instanceof Reference reference) {
				this.calls.remove(reference.id);
			}
		}
	}

	@Nullable RecordedCall find(long id) {
		Reference reference = this.calls.get(id);
		return (reference != null) ? reference.get() : null;
	}

	/** The oldest first, and no more than anybody reads. */
	List<RunningCall> list() {
		forgetDropped();
		return this.calls.values()
			.stream()
			.sorted(Comparator.comparingLong((reference) -> reference.id))
			.map(Reference::get)
			.flatMap(Stream::ofNullable)
			.limit(MOST_SHOWN)
			.map(RecordedCall::running)
			.toList();
	}

	private static final class Reference extends WeakReference<RecordedCall> {

		private final long id;

		Reference(RecordedCall call, ReferenceQueue<RecordedCall> dropped) {
			super(call, dropped);
			this.id = call.id();
		}

	}

}
