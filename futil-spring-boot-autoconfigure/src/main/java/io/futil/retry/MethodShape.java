package io.futil.retry;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a method takes and returns, and so how it is called.
 */
enum MethodShape {

	/** Returns a future, and so do we. */
	FUTURE,

	/** Returns anything else: its caller waits. */
	VALUE,

	/** Takes a collection that may be split. */
	BATCH;

	private static final Set<Class<?>> FUTURES = Set.of(CompletableFuture.class, CompletionStage.class, Future.class);

	private static final Set<String> PUBLISHERS = Set.of("org.reactivestreams.Publisher",
			"java.util.concurrent.Flow$Publisher");

	static MethodShape of(AnnotatedMethod annotated, int batchSize) {
		Method method = annotated.method();
		Class<?> returned = method.getReturnType();
		if (batchSize > 0) {
			return batch(annotated, method);
		}
		if (FUTURES.contains(returned)) {
			return FUTURE;
		}
		if (Future.class.isAssignableFrom(returned) || CompletionStage.class.isAssignableFrom(returned)) {
			throw annotated.refused("it returns a " + returned.getName() + ", which only the method itself can make",
					"Let it return a CompletableFuture");
		}
		if (isPublisher(returned)) {
			throw annotated.refused(
					"it returns a " + returned.getName() + ", and what fails after it has returned is not retried",
					"Let it return a CompletableFuture, or use the retry operators of that type");
		}
		return VALUE;
	}

	private static MethodShape batch(AnnotatedMethod annotated, Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		boolean takesPart = parameters.length == 1 && Iterable.class.isAssignableFrom(parameters[0])
				&& parameters[0].isAssignableFrom(List.class);
		boolean returnsList = Collection.class.isAssignableFrom(method.getReturnType())
				&& method.getReturnType().isAssignableFrom(ArrayList.class);
		if (!takesPart || !returnsList) {
			throw annotated.refused("with a batchSize it must have the shape List<R> m(Collection<T> items)",
					"Change its signature, or remove the batchSize");
		}
		return BATCH;
	}

	/** By name: the application may know no such type. */
	private static boolean isPublisher(@Nullable Class<?> type) {
		return type != null && (PUBLISHERS.contains(type.getName()) || isPublisher(type.getSuperclass())
				|| Stream.of(type.getInterfaces()).anyMatch(MethodShape::isPublisher));
	}

}
