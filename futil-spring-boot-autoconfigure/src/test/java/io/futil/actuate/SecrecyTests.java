package io.futil.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.futil.actuate.Operated.Answer;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.RetrySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What nobody is to see is not seen, and names that somebody has chosen do no harm.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class SecrecyTests {

	private static final String SECRET = "card=4111111111111111";

	private static final List<String> POISON = List.of("a\r\nINFO forged", "\u0085\u2028\u2029 lines", "\"quotes'\\",
			"${jndi:ldap://x/y}", "%n{}", "\u0000\u001b[31mred", "\u202eright to left", "half \ud83d", "<script>",
			"x".repeat(10_000), "\ud83d\ude00".repeat(100));

	@Test
	void aSecretItemIsInNoAnswerAndNoLog(CapturedOutput output) throws Exception {
		try (Operated application = Operated.open(2, 1, 4, "logging.level.io.futil=debug")) {
			FanOutOperations fanOut = application.fanOut();
			List<String> items = List.of(SECRET, SECRET + "0");
			fanOut.map(items, (item) -> item);
			fanOut.retry(RetrySettings.maxAttempts(2).delay(ofMillis(1))).results(items, (item) -> {
				throw new IllegalStateException(item);
			});
			quietly(() -> fanOut.map(items, (item) -> {
				throw new IllegalArgumentException(item);
			}));
			CountDownLatch release = new CountDownLatch(1);
			Stubborn<String> stuck = Stubborn.abandoned(fanOut, SECRET);
			quietly(() -> fanOut.timeout(ofMillis(1)).map(items, (item) -> {
				release.await();
				return item;
			}));
			CountDownLatch started = new CountDownLatch(1);
			FanOutFuture<List<String>> running = fanOut.on("cpu").async().map(items, (item) -> {
				started.countDown();
				release.await();
				return item;
			});
			started.await();
			Answer answer = application.awaitShown("$.abandoned[*]");
			assertThat(answer.<List<Object>>read("$.running[*]")).isNotEmpty();
			assertThat(answer.<List<Object>>read("$.finished[*]")).hasSizeGreaterThanOrEqualTo(4);
			assertThat(answer.<List<Object>>read("$.slowest[*]")).isNotEmpty();
			assertThat(answer.body()).doesNotContain("4111");
			List<String> ids = answer.read("$.running[*].id");
			assertThat(application.cancel(ids.get(0)).status()).isEqualTo(204);
			assertThat(application.resize("cpu", "{\"size\":3}").status()).isEqualTo(200);
			quietly(running::join);
			release.countDown();
			stuck.release();
			assertThat(application.get().body()).doesNotContain("4111");
		}
		assertThat(output.toString()).contains("was cancelled").doesNotContain("4111");
	}

	private static void quietly(Runnable call) {
		assertThatException().isThrownBy(call::run);
	}

	@Test
	void poisonousNamesAreShownHarmlessAndLoggedOnOneLine(CapturedOutput output) {
		try (Operated application = Operated.open(2, 1, 4, "logging.level.io.futil=debug")) {
			for (String name : POISON) {
				assertThat(shown(application, (named) -> named.map(List.of(1), (item) -> item), name)).isNotEmpty();
				cancelled(application, name);
			}
			assertThat(application.get().<List<String>>read("$..operation")).hasSizeGreaterThan(POISON.size())
				.allSatisfy((operation) -> {
					assertThat(operation.codePointCount(0, operation.length())).isLessThanOrEqualTo(64);
					assertThat(operation.codePoints()).noneMatch(Character::isISOControl);
					assertThat(operation).doesNotContain("\u2028").doesNotContain("\u2029").doesNotContain("\u202e");
				});
			assertThat(application.get().body()).contains("<script>".substring(1, 7))
				.doesNotContain("\n")
				.doesNotContain("\r");
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("was cancelled by")))
			.hasSize(POISON.size());
		assertThat(output.toString()).doesNotContain("${jndi", "\u2028", "\u0085", "\u001b[31m")
			.doesNotContain("xxxx".repeat(20));
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("INFO forged"));
	}

	private static String shown(Operated application, Consumer<FanOutOperations> call, String name) {
		call.accept(application.fanOut().named(name));
		Map<String, Object> last = application.get().read("$.finished[0]");
		return (String) last.get("operation");
	}

	private static void cancelled(Operated application, String name) {
		CountDownLatch never = new CountDownLatch(1);
		FanOutFuture<List<Integer>> future = application.fanOut().named(name).async().map(List.of(1), (item) -> {
			never.await();
			return item;
		});
		String id = application.awaitShown("$.running[*].id").<List<String>>read("$.running[*].id").get(0);
		assertThat(application.cancel(id).status()).isEqualTo(204);
		quietly(future::join);
		Operated.until("it has ended", () -> application.get().<List<Object>>read("$.running[*]").isEmpty());
	}

}
