package io.futil.benchmarks.peer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is compared.
 */
public enum Implementation {

	/** This project. */
	FUTIL("futil", Futil::new),

	/** This project, with meters. */
	FUTIL_METERED("futil, metered", (workers) -> new Futil(workers, true)),

	/** This project, with meters that are switched off. */
	FUTIL_UNMETERED("futil, metrics off", (workers) -> new Futil(workers, false)),

	/** The limit. */
	SEQUENTIAL("sequential", (workers) -> new Sequential()),

	/** The limit, with results in small arrays. */
	SEQUENTIAL_SEGMENTS("sequential, segments", (workers) -> new SequentialSegments()),

	/** The limit, with both processors at work. */
	BARE_THREADS("bare threads", BareThreads::new),

	/** The JDK's executors. */
	INVOKE_ALL("invokeAll", InvokeAll::new),

	/** The JDK's futures. */
	ALL_OF("CompletableFuture.allOf", AllOf::new),

	/** The JDK's streams. */
	PARALLEL_STREAM("parallelStream", (workers) -> new ParallelStream()),

	/** The JDK's streams, bounded. */
	FORK_JOIN_STREAM("parallelStream, own pool", ForkJoinStream::new),

	/** The JDK's virtual threads. */
	VIRTUAL_THREADS("virtual threads, semaphore", VirtualThreads::new),

	/** Spring's executors. */
	SPRING_POOL("submitCompletable", SpringPool::new),

	/** Reactor. */
	REACTOR("Reactor parallel", ReactorParallel::new),

	/** The parallel-collectors library. */
	PARALLEL_COLLECTORS("parallel-collectors", ParallelCollectors::new),

	/** Resilience4j. */
	RESILIENCE4J("Resilience4j bulkhead", ResilienceBulkhead::new),

	/** Spring Retry. */
	SPRING_RETRY("Spring Retry in the task", SpringRetry::new),

	/** Resilience4j, asynchronous. */
	RESILIENCE4J_RETRY("Resilience4j retry", ResilienceRetry::new),

	/** The JDK's executors, in a race. */
	INVOKE_ANY("invokeAny", InvokeAny::new),

	/** The JDK's futures, in a race. */
	HEDGE_BY_HAND("CompletableFuture by hand", HedgeByHand::new);

	/** Those that are compared only in rows that ask for them. */
	public static final Set<Implementation> SPECIALISTS = Set.of(FUTIL_METERED, FUTIL_UNMETERED, BARE_THREADS,
			SPRING_RETRY, RESILIENCE4J_RETRY, INVOKE_ANY, HEDGE_BY_HAND);

	private final String label;

	private final Function<Workers, Mapper> opening;

	Implementation(String label, Function<Workers, Mapper> opening) {
		this.label = label;
		this.opening = opening;
	}

	/**
	 * All that this Java can run.
	 * @return the implementations in the order of the report
	 */
	public static List<Implementation> available() {
		return Stream.of(values()).filter(Implementation::isAvailable).toList();
	}

	static boolean virtualThreadsExist() {
		return Runtime.version().feature() >= 21;
	}

	private boolean isAvailable() {
		return virtualThreadsExist() || (this != VIRTUAL_THREADS && this != PARALLEL_COLLECTORS);
	}

	public Mapper open(Workers workers) {
		return this.opening.apply(workers);
	}

	/**
	 * Its name on the command line.
	 * @return the name
	 */
	public String option() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	public String toString() {
		return this.label;
	}

}
