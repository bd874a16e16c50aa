package io.futil.contract;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One verb on one executor.
 *
 * @param verb the verb
 * @param kind the executor
 */
record Combo(Verb verb, ExecutorKind kind) {

	static Stream<Combo> of(Predicate<Verb> verbs, Predicate<ExecutorKind> kinds) {
		return Arrays.stream(Verb.values())
			.filter(verbs)
			.flatMap((verb) -> kinds(kinds).map((kind) -> new Combo(verb, kind)));
	}

	static Stream<ExecutorKind> kinds(Predicate<ExecutorKind> kinds) {
		return Arrays.stream(ExecutorKind.values()).filter(ExecutorKind::isAvailable).filter(kinds);
	}

	/**
	 * Whether the caller may work, too, where it has no deadline: it then sees the task
	 * that it has begun to its end, whatever ends the call.
	 */
	boolean callerMayHelp() {
		return this.kind == ExecutorKind.CALLER_HELPS && this.verb.isOfAList();
	}

	void run(Body body) throws Exception {
		try (Lab lab = new Lab(this.kind)) {
			body.run(lab);
		}
	}

	@Override
	public String toString() {
		return this.verb + " on " + this.kind;
	}

	@FunctionalInterface
	interface Body {

		void run(Lab lab) throws Exception;

	}

}
