package io.futil.sample.audit;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Hashes files on {@code cpu}, in this virtual machine.
 */
@Component
@Profile("!cluster")
final class LocalHashing implements Hashing {

	private final FanOutOperations cpu;

	private final FileHasher hasher = new FileHasher();

	LocalHashing(FanOutOperations fanOut) {
		this.cpu = fanOut.on("cpu").named("hash-files");
	}

	@Override
	public void hash(List<Claim> claims, Consumer<Hashed> consumer) {
		try (Stream<TaskResult<Claim, Comparison>> results = this.cpu.asCompleted(claims, this.hasher::compare)) {
			results.peek(Hashing::requireEnded).map(LocalHashing::hashed).forEach(consumer);
		}
	}

	private static Hashed hashed(TaskResult<Claim, Comparison> result) {
		Candidate candidate = result.item().candidate();
		return result.error()
			.map((failure) -> Hashed.failed(candidate, failure))
			.orElseGet(() -> Hashed.of(candidate, result.value(), millis(result.elapsed()), null));
	}

	private static double millis(Duration elapsed) {
		return elapsed.toNanos() / 1000 / 1000.0;
	}

}
