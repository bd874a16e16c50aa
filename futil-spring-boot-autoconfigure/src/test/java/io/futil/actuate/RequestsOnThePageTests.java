package io.futil.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.futil.actuate.Operated.Answer;
import io.futil.fanout.FanOutFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The requests on the page of the endpoint do what stands beside them.
 */
@Timeout(120)
class RequestsOnThePageTests {

	/** Method, path below the endpoint, body if there is one, what happens. */
	private static final Pattern REQUEST = Pattern
		.compile("\\| `([A-Z]+) /actuator/fanout/(\\w+)`(?: with `([^`]+)`)? \\| (.*) \\|");

	@Test
	void eachDoesWhatIsTold() throws Exception {
		List<MatchResult> requests = requests();
		assertThat(requests).extracting((request) -> request.group(1)).containsExactly("POST", "DELETE");
		try (Operated application = Operated.open(2, 1, 8)) {
			resizes(application, requests.get(0));
			cancels(application, requests.get(1));
		}
	}

	private static void resizes(Operated application, MatchResult request) {
		String told = request.group(4);
		assertThat(told).contains("`oldSize` and `newSize`", "(`\"persistent\": false`)", "runs four tasks at once");
		Answer answer = application.send(request.group(1), "/" + request.group(2), request.group(3));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.<Integer>read("$.oldSize")).isEqualTo(2);
		assertThat(answer.<Integer>read("$.newSize")).isEqualTo(4);
		assertThat(answer.<Boolean>read("$.persistent")).isFalse();
		ThreadPoolTaskExecutor executor = application.bean(request.group(2), ThreadPoolTaskExecutor.class);
		assertThat(List.of(executor.getCorePoolSize(), executor.getMaxPoolSize())).containsExactly(4, 4);
	}

	private static void cancels(Operated application, MatchResult request) throws Exception {
		assertThat(request.group(4)).contains("`CancellationException`", "The answer is an empty 204");
		CountDownLatch never = new CountDownLatch(1);
		FanOutFuture<List<Integer>> call = application.fanOut().async().map(List.of(1), (item) -> {
			never.await();
			return item;
		});
		String id = application.awaitShown("$.running[*].id").<List<String>>read("$.running[*].id").get(0);
		assertThat(request.group(2)).matches("\\d+");
		assertThat(application.send(request.group(1), "/" + id, request.group(3))).isEqualTo(new Answer(204, ""));
		assertThatExceptionOfType(CancellationException.class).isThrownBy(call::join);
	}

	private static List<MatchResult> requests() throws IOException {
		return REQUEST.matcher(Files.readString(Path.of("..", "docs", "endpoint.md"))).results().toList();
	}

}
