package io.futil.fanout;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingFunction;

/**
 * Declares the branches of one {@link FanOutOperations#gather gather}. A branch starts
 * when it is declared. To be used on the thread that runs the body, and only there.
 *
 * <pre class="code">
 * Page page = fanOut.timeout(ofMillis(300)).gather(g -> {
 *     var user = g.require("user", () -> users.find(id));
 *     var ads = g.optional("ads", adServer::top).orElse(List.of());
 *     return new Page(user.get(), ads.get());
 * });
 * </pre>
 *
 * Where the fallback is of another type than the branch, as {@code List.of()} beside a
 * branch of {@code ArrayList}, name the type: {@code g.<List<Ad>>optional(...)}.
 */
public interface Gather {

	/**
	 * Start a branch whose failure fails the gather.
	 * @param name the name of the branch
	 * @param task what to run
	 * @param <R> the type of its result
	 * @return the running branch
	 */
	<R extends @Nullable Object> Branch<R> require(String name, Callable<R> task);

	/**
	 * Start a branch that may be late or fail.
	 * @param name the name of the branch
	 * @param task what to run
	 * @param <R> the type of its result
	 * @return the running branch, to be given its fallback
	 */
	<R extends @Nullable Object> OptionalBranch<R> optional(String name, Callable<R> task);

	/**
	 * A running branch.
	 *
	 * @param <R> the type of its result
	 */
	interface Branch<R extends @Nullable Object> {

		/**
		 * Wait for the branch.
		 * @return its value; of an optional branch that failed or is late, the fallback
		 * @throws RuntimeException the failure of this branch if it is required, or of
		 * the required branch that ended the gather
		 * @throws FanOutTimeoutException if the deadline has passed and the branch is
		 * required
		 */
		R get();

		/**
		 * Wait for the branch.
		 * @return what became of it, without a fallback
		 */
		TaskResult<String, R> result();

	}

	/**
	 * An optional branch before it has its fallback.
	 *
	 * @param <R> the type of its result
	 */
	interface OptionalBranch<R extends @Nullable Object> {

		/**
		 * Use a value if the branch is late or fails.
		 * @param fallback the value
		 * @return the branch
		 */
		Branch<R> orElse(R fallback);

		/**
		 * Compute a value if the branch is late or fails. Runs in {@code get()}, on the
		 * thread that calls it.
		 * @param fallback gets the failure
		 * @return the branch
		 */
		Branch<R> orElseGet(ThrowingFunction<? super Throwable, ? extends R> fallback);

	}

}
