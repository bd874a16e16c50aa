package io.futil.autoconfigure;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.Repeated;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A graceful shutdown under load, over HTTP: the web server stops first, and what it has
 * accepted it can finish.
 */
@Timeout(90)
@Repeated
class WebShutdownTests {

	private static final int CLIENTS = 20;

	private static final List<Integer> ITEMS = IntStream.range(0, 5).boxed().toList();

	private static final String ALL = ITEMS.toString();

	/** The kinds of threads, of executors and server. */
	static Stream<List<String>> threads() {
		Stream<List<String>> platform = Stream
			.of(List.of("futil.executors.io.threads=platform", "futil.executors.io.core-size=2"));
		return VirtualThreads.areAvailable()
				? Stream.concat(platform,
						Stream.of(List.of("futil.executors.io.threads=virtual",
								"futil.executors.io.concurrency-limit=2", "spring.threads.virtual.enabled=true")))
				: platform;
	}

	@ParameterizedTest
	@MethodSource("threads")
	void requestsThatWereAcceptedAreServedInFull(List<String> threads) throws Exception {
		ServedApplication application = ServedApplication.start(Controller.class, threads);
		Controller controller = application.bean(Controller.class);
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			answers.add(application.get("/waiting"));
			answers.add(application.get("/asynchronous"));
			answers.add(application.get("/late"));
		}
		controller.awaitRequests();
		application.awaitFullIo();
		CompletableFuture<Void> closed = application.close();
		ServedApplication.until("no connection is taken", () -> !application.takesConnections());
		controller.closing.countDown();
		assertThat(application.isIoRunning()).isTrue();
		controller.release.countDown();
		for (CompletableFuture<HttpResponse<String>> answer : answers) {
			HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(ALL);
		}
		closed.get(30, TimeUnit.SECONDS);
		assertThat(controller.done).hasValue(3 * CLIENTS * ITEMS.size());
		assertThat(controller.servedBehindTheStop).hasValue(0);
		assertThat(application.isIoShutDown()).isTrue();
		assertThat(application.takesConnections()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("threads")
	void whatRequestsHaveLeftBehindIsFinished(List<String> threads) throws Exception {
		ServedApplication application = ServedApplication.start(Controller.class, threads);
		Controller controller = application.bean(Controller.class);
		for (int i = 0; i < CLIENTS; i++) {
			assertThat(application.get("/left-behind").get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
		}
		application.awaitFullIo();
		CompletableFuture<Void> closed = application.close();
		ServedApplication.until("the executor stops", () -> !application.isIoRunning());
		assertThat(application.takesConnections()).isFalse();
		assertThat(closed).isNotDone();
		controller.release.countDown();
		closed.get(30, TimeUnit.SECONDS);
		assertThat(controller.done).hasValue(CLIENTS * ITEMS.size());
	}

	/** The web server would wait for half a minute. */
	@ParameterizedTest
	@MethodSource("threads")
	void aRequestThatIsStuckDoesNotKeepTheContextOpen(List<String> threads) throws Exception {
		List<String> settings = new ArrayList<>(threads);
		settings.add("spring.lifecycle.timeout-per-shutdown-phase=100ms");
		settings.add("futil.executors.io.await-termination-period=100ms");
		ServedApplication application = ServedApplication.start(Controller.class, settings);
		Controller controller = application.bean(Controller.class);
		CompletableFuture<HttpResponse<String>> answer = application.get("/stuck");
		controller.stuck.await();
		application.close().get(25, TimeUnit.SECONDS);
		assertThat(controller.end.getCount()).isOne();
		assertThat(application.isIoShutDown()).isTrue();
		assertThat(answer.handle((response, failure) -> (response != null) ? response.statusCode() : 0)
			.get(20, TimeUnit.SECONDS)).isNotEqualTo(200);
		controller.end.countDown();
	}

	/** The phase of the executors would be over after half a minute. */
	@ParameterizedTest
	@MethodSource("threads")
	void aTaskThatIsStuckDoesNotKeepTheContextOpen(List<String> threads) throws Exception {
		List<String> settings = new ArrayList<>(threads);
		settings.add("futil.executors.io.await-termination-period=100ms");
		ServedApplication application = ServedApplication.start(Controller.class, settings);
		Controller controller = application.bean(Controller.class);
		CompletableFuture<?> task = application.io().submitCompletable(controller::stuck);
		controller.stuck.await();
		application.close().get(25, TimeUnit.SECONDS);
		assertThat(controller.end.getCount()).isOne();
		assertThat(task).isCancelled();
		controller.end.countDown();
	}

	@RestController
	static final class Controller {

		private final CountDownLatch entered = new CountDownLatch(3 * CLIENTS);

		private final CountDownLatch closing = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private final CountDownLatch stuck = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		private final AtomicInteger done = new AtomicInteger();

		private final AtomicInteger servedBehindTheStop = new AtomicInteger();

		private final FanOutOperations fanOut;

		private final TaskExecutor io;

		Controller(FanOutOperations fanOut, @FutilExecutor("io") TaskExecutor io) {
			this.fanOut = fanOut;
			this.io = io;
		}

		void awaitRequests() throws InterruptedException {
			assertThat(this.entered.await(30, TimeUnit.SECONDS)).isTrue();
		}

		@GetMapping("/waiting")
		String waiting() {
			this.entered.countDown();
			return served(this.fanOut.map(ITEMS, this::task));
		}

		@GetMapping("/asynchronous")
		CompletableFuture<String> asynchronous() {
			CompletableFuture<String> answer = this.fanOut.async().map(ITEMS, this::task).thenApply(this::served);
			this.entered.countDown();
			return answer;
		}

		/** Its call begins when the stop has begun. */
		@GetMapping("/late")
		String late() throws InterruptedException {
			this.entered.countDown();
			this.closing.await();
			return served(this.fanOut.map(ITEMS, this::task));
		}

		@GetMapping("/left-behind")
		@ResponseStatus(HttpStatus.ACCEPTED)
		void leftBehind() {
			this.fanOut.async().map(ITEMS, this::task);
		}

		@GetMapping("/stuck")
		String stuckRequest() {
			return this.fanOut.map(ITEMS, (item) -> {
				stuck();
				return item;
			}).toString();
		}

		private Integer task(Integer item) throws InterruptedException {
			this.release.await();
			this.done.incrementAndGet();
			return item;
		}

		private String served(List<Integer> results) {
			if (!((SmartLifecycle) this.io).isRunning()) {
				this.servedBehindTheStop.incrementAndGet();
			}
			return results.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
		}

		void stuck() {
			this.stuck.countDown();
			while (this.end.getCount() > 0) {
				try {
					this.end.await();
				}
				catch (InterruptedException ex) {
					// It goes on, whoever wants it to end.
				}
			}
		}

	}

}
