package io.futil.compatibility;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

import io.futil.compatibility.Running.Answer;
import io.futil.compatibility.application.Audited;
import io.futil.fanout.FanOutFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint, over HTTP, and that nobody is served where there is no Actuator.
 */
@Timeout(120)
class EndpointTests {

	@Test
	void itShowsExecutorsAndCalls() {
		assertThat(Running.context().containsBean("fanOutEndpoint")).isEqualTo(Cell.has(Partner.ACTUATOR));
		if (isServed()) {
			Running.fanOut().named("shown").map(List.of(1, 2), (item) -> item);
			Answer answer = Running.get("/actuator/fanout");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.<List<String>>read("$.executors[*].name")).containsAll(Running.executors());
			assertThat(answer.<List<String>>read("$.finished[?(@.operation == 'shown')].outcome"))
				.containsExactly("succeeded");
			assertThat(answer.<List<Object>>read("$.executors[?(@.name == 'small')].settings[*].origin")).isNotEmpty();
		}
	}

	@Test
	void anExecutorIsResizedAndThatIsWrittenDown() {
		if (isServed()) {
			Answer answer = Running.send("POST", "/actuator/fanout/cpu", "{\"size\": 5}");
			assertThat(answer.status()).as(answer.body()).isEqualTo(200);
			assertThat(answer.<Integer>read("$.newSize")).isEqualTo(5);
			assertThat(
					Running.get("/actuator/fanout").<List<Integer>>read("$.executors[?(@.name == 'cpu')].concurrency"))
				.containsExactly(5);
			assertThat(Running.send("POST", "/actuator/fanout/cpu", "{\"size\": 9}").status()).isEqualTo(400);
			assertThat(Running.context().getBean(Audited.Trail.class).types()).contains("FANOUT_RESIZE");
		}
	}

	@Test
	void aCallIsCancelledAndThatIsWrittenDown() {
		if (isServed()) {
			CountDownLatch never = new CountDownLatch(1);
			FanOutFuture<Boolean> future = Running.fanOut().named("cancelled").submit(() -> {
				never.await();
				return true;
			});
			List<Object> ids = Running.get("/actuator/fanout").read("$.running[?(@.operation == 'cancelled')].id");
			assertThat(ids).hasSize(1);
			assertThat(Running.send("DELETE", "/actuator/fanout/" + ids.get(0), "").status()).isEqualTo(204);
			assertThatExceptionOfType(CancellationException.class).isThrownBy(future::join);
			assertThat(Running.context().getBean(Audited.Trail.class).types()).contains("FANOUT_CANCEL");
		}
	}

	/** Whether there is something to ask; nothing else answers in its place. */
	private static boolean isServed() {
		if (!Cell.has(Partner.WEB)) {
			assertThat(Running.context().getEnvironment().getProperty("local.server.port")).isNull();
			return false;
		}
		if (!Cell.has(Partner.ACTUATOR)) {
			assertThat(Running.get("/actuator/fanout").status()).isEqualTo(404);
			return false;
		}
		return true;
	}

}
