package io.futil.fanout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimerTests {

	private static final InheritableThreadLocal<String> USER = new InheritableThreadLocal<>();

	/** They stay for a second, and may make threads for others then. */
	@Test
	void threadsInheritNothingOfWhoIsFirst() throws ExecutionException, InterruptedException {
		CompletableFuture<String> seen = new CompletableFuture<>();
		USER.set("alice");
		try {
			new Timer().handOff(() -> seen.complete(String.valueOf(USER.get())));
		}
		finally {
			USER.remove();
		}
		assertThat(seen.get()).isEqualTo("null");
	}

}
