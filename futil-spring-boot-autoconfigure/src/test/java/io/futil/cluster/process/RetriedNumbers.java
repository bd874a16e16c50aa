package io.futil.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.retry.ParallelRetryable;

import org.springframework.retry.annotation.Backoff;

/**
 * A bean whose annotated methods run on members.
 */
public class RetriedNumbers {

	private final ConcurrentHashMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

	/** Fails the first time on each member. */
	@ParallelRetryable(executor = "reports", maxAttempts = 4, backoff = @Backoff(delay = 1))
	public long whereAfterFailure(String key) {
		if (this.calls.computeIfAbsent(key, (unused) -> new AtomicInteger()).incrementAndGet() == 1) {
			throw new IllegalStateException("first call");
		}
		return ProcessHandle.current().pid();
	}

	@ParallelRetryable(executor = "reports")
	public CompletableFuture<Long> whereLater(String key) {
		return CompletableFuture.completedFuture(ProcessHandle.current().pid());
	}

	@ParallelRetryable(executor = "reports", batchSize = 10)
	public List<Integer> doubled(List<Integer> numbers) {
		List<Integer> doubled = new ArrayList<>();
		numbers.forEach((number) -> doubled.add(2 * number));
		return doubled;
	}

}
