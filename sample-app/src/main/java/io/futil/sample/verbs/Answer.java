package io.futil.sample.verbs;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What a verb returned, and after what time.
 *
 * @param verb the verb
 * @param millis how long the call took
 * @param result what it returned
 */
record Answer(String verb, long millis, @Nullable Object result) {

	static Answer of(String verb, Supplier<?> call) {
		long start = System.nanoTime();
		Object result = call.get();
		return new Answer(verb, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), result);
	}

}
