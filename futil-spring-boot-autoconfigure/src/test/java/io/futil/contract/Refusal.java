package io.futil.contract;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.futil.contract.Verb.Trait;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.TaskResult.Reason;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a verb tells that its executor has refused it.
 */
final class Refusal {

	private Refusal() {
	}

	/** No task has started. */
	static void assertTold(Verb verb, Caller<List<@Nullable Object>> caller, int size, String words) throws Exception {
		assertTold(verb, caller, size, words, new Reason[] { Reason.REJECTED });
		if (!verb.is(Trait.SETTLES)) {
			assertThat(caller.failure()).hasMessageNotContaining("Tasks that were running");
		}
	}

	/** Some tasks may have started, and were interrupted. */
	static void assertToldInItsMidst(Verb verb, Caller<List<@Nullable Object>> caller, int size, String words)
			throws Exception {
		assertTold(verb, caller, size, words, new Reason[] { Reason.REJECTED, Reason.CANCELLED });
	}

	private static void assertTold(Verb verb, Caller<List<@Nullable Object>> caller, int size, String words,
			Reason[] reasons) throws Exception {
		if (verb.is(Trait.REASONS)) {
			assertThat(caller.get()).hasSize(size)
				.allSatisfy((value) -> assertThat(value).isInstanceOfSatisfying(Failed.class, (failed) -> {
					assertThat(failed.reason()).isIn((Object[]) reasons);
					assertThat(failed.cause()).isInstanceOf(FanOutRejectedException.class).hasMessageContaining(words);
				}));
		}
		else if (verb.is(Trait.SETTLES)) {
			assertThat(caller.get()).hasSize(size).allMatch(Failed.class::isInstance);
		}
		else {
			assertThat(caller.failure()).isInstanceOf(FanOutRejectedException.class)
				.hasCauseInstanceOf(RejectedExecutionException.class)
				.hasMessageContaining("executor '")
				.hasMessageContaining(words);
		}
	}

}
