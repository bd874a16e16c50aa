package io.futil.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.futil.actuate.Operated.Answer;
import io.futil.fanout.FanOutFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Executors are resized while they work, within their bounds and not at all.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ResizeTests {

	private static final Operated application = Operated.open(2, 1, 8, "futil.executors.io.threads=auto",
			"futil.executors.io.concurrency-limit=4", "futil.actuate.resize.io.min=2", "futil.actuate.resize.io.max=6",
			"futil.executors.fixed.concurrency-limit=3");

	@BeforeAll
	static void isThere() {
		assertThat(application.get().status()).isEqualTo(200);
	}

	@AfterEach
	void putBack() {
		assertThat(application.resize("cpu", "{\"size\":2}").status()).isEqualTo(200);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static ThreadPoolTaskExecutor cpu() {
		return application.bean("cpu", ThreadPoolTaskExecutor.class);
	}

	private static void assertCpuHas(int size) {
		assertThat(cpu().getCorePoolSize()).isEqualTo(size);
		assertThat(cpu().getMaxPoolSize()).isEqualTo(size);
		assertThat(cpu().getThreadPoolExecutor().getCorePoolSize()).isEqualTo(size);
		assertThat(cpu().getThreadPoolExecutor().getMaximumPoolSize()).isEqualTo(size);
		assertThat(EndpointTests.one(application.get(), "$.executors[?(@.name == 'cpu')]"))
			.containsEntry("concurrency", size)
			.containsEntry("coreSize", size)
			.containsEntry("maxSize", size);
	}

	@Test
	void aChangeIsMadeToldAndWrittenDown(CapturedOutput output) {
		Answer answer = application.resize("cpu", "{\"size\": 5}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.<Map<String, Object>>read("$")).containsEntry("executor", "cpu")
			.containsEntry("oldSize", 2)
			.containsEntry("newSize", 5)
			.containsEntry("persistent", false);
		assertCpuHas(5);
		assertThat(output.toString().lines().filter((line) -> line.contains("was resized"))).singleElement()
			.asString()
			.contains("INFO", "Executor 'cpu' was resized from 2 to 5 by somebody unknown");
		List<AuditEvent> events = application.bean(AuditEventRepository.class).find(null, null, Audit.RESIZE);
		assertThat(events.get(events.size() - 1).getData())
			.isEqualTo(Map.of("executor", "cpu", "oldSize", 2, "newSize", 5));
		assertThat(EndpointTests.one(application.get(), "$.executors[?(@.name == 'cpu')].resize"))
			.containsEntry("min", 1)
			.containsEntry("max", 8);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"size\":-1}", "{\"size\":0}", "{\"size\":9}", "{\"size\":2147483647}",
			"{\"size\":2147483648}", "{\"size\":1e9}", "{\"size\":3.5}", "{\"size\":3.0}",
			"{\"size\":\"T(java.lang.Runtime)\"}", "{\"size\":\"${jndi:ldap://x}\"}", "{\"size\":\"3\\r\\n\"}",
			"{\"size\":\"\"}", "{\"size\":null}", "{\"size\":[3]}", "{\"size\":{\"a\":3}}", "{\"size\":true}", "{}",
			"[]", "3", "nonsense", "" })
	void aValueThatIsNoSizeIsRefusedAndChangesNothing(String body, CapturedOutput output) {
		Answer answer = application.resize("cpu", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("Runtime", "jndi");
		assertCpuHas(2);
		assertThat(output).doesNotContain("was resized").doesNotContain("jndi").doesNotContain("java.lang.Runtime");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"max\":3}", "{\"size\":null}" })
	void aBodyWithoutASizeIsToldWhatItHasToBe(String body) {
		Answer answer = application.resize("cpu", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.<String>read("$.reason")).isEqualTo("The body must be {\"size\": <number>}");
		assertCpuHas(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "..%2Fenv", "..%5Cenv", "cpu%0D%0AINFO%20forged", "cpu%00", "CPU", "%20cpu",
			"applicationTaskExecutor", "$%7Bjndi:ldap:x%7D", "cpu;x=1", "cpu/../../env", "1" })
	void anUnknownExecutorIsRefused(String name, CapturedOutput output) {
		int status = application.resize(name, "{\"size\":3}").status();
		if (!"cpu;x=1".equals(name)) {
			assertThat(status).isIn(400, 404, 405);
			assertCpuHas(2);
			assertThat(output).doesNotContain("was resized");
		}
		assertThat(output).doesNotContain("forged").doesNotContain("jndi");
	}

	@Test
	void withoutBoundsAnExecutorKeepsItsSize() {
		Answer answer = application.resize("fixed", "{\"size\":3}");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.<String>read("$.reason")).contains("futil.actuate.resize.fixed.min");
		assertThat(EndpointTests.one(application.get(), "$.executors[?(@.name == 'fixed')]"))
			.containsEntry("concurrency", 3)
			.doesNotContainKey("resize");
	}

	@Test
	void aLargerExecutorTakesUpWhatWaitsAtOnce() {
		growsAndShrinks("cpu", 2, 4);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aLargerVirtualExecutorTakesUpWhatWaitsAtOnce() {
		growsAndShrinks("io", 4, 6);
		assertThat(application.resize("io", "{\"size\":4}").status()).isEqualTo(200);
	}

	/** Tasks that wait start when there is room; what runs goes on when there is less. */
	private static void growsAndShrinks(String executor, int size, int larger) {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger interrupted = new AtomicInteger();
		List<FanOutFuture<Integer>> futures = new ArrayList<>();
		for (int i = 0; i < larger + 2; i++) {
			futures.add(application.fanOut().on(executor).submit(() -> {
				running.incrementAndGet();
				try {
					release.await();
				}
				catch (InterruptedException ex) {
					interrupted.incrementAndGet();
				}
				return running.decrementAndGet();
			}));
		}
		Operated.until("it is busy", () -> running.get() == size);
		assertThat(application.resize(executor, "{\"size\":" + larger + "}").status()).isEqualTo(200);
		Operated.until("more run", () -> running.get() == larger);
		assertThat(application.resize(executor, "{\"size\":2}").status()).isEqualTo(200);
		assertThat(EndpointTests.one(application.get(), "$.executors[?(@.name == '" + executor + "')]"))
			.containsEntry("concurrency", 2)
			.containsEntry("active", larger)
			.containsEntry("queued", 2);
		assertThat(running).hasValue(larger);
		release.countDown();
		futures.forEach(FanOutFuture::join);
		assertThat(interrupted).hasValue(0);
	}

	@Test
	void aCallThatRunsGivesWayWhenItsExecutorShrinks() {
		shrinksUnderACall("cpu", 6);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aCallThatRunsGivesWayWhenItsVirtualExecutorShrinks() {
		shrinksUnderACall("io", 6);
		assertThat(application.resize("io", "{\"size\":4}").status()).isEqualTo(200);
	}

	/** One call alone, whose workers would not leave for anybody. */
	private static void shrinksUnderACall(String executor, int size) {
		assertThat(application.resize(executor, "{\"size\":" + size + "}").status()).isEqualTo(200);
		AtomicBoolean goesOn = new AtomicBoolean(true);
		AtomicInteger running = new AtomicInteger();
		FanOutFuture<List<Integer>> future = application.fanOut()
			.on(executor)
			.timeout(Duration.ofMinutes(2))
			.async()
			.map(() -> IntStream.iterate(0, (i) -> goesOn.get(), (i) -> i + 1).iterator(), (item) -> {
				running.incrementAndGet();
				try {
					Thread.yield();
					return item;
				}
				finally {
					running.decrementAndGet();
				}
			});
		Operated.until("all threads work", () -> active(executor) == size);
		assertThat(application.resize(executor, "{\"size\":2}").status()).isEqualTo(200);
		Operated.until("two do", () -> active(executor) <= 2);
		assertThat(future).isNotDone();
		goesOn.set(false);
		future.join();
	}

	private static int active(String executor) {
		return (Integer) EndpointTests.one(application.get(), "$.executors[?(@.name == '" + executor + "')]")
			.get("active");
	}

	@Test
	void aHundredOperatorsAtOnceUnderLoadStayWithinTheBounds() throws Exception {
		AtomicBoolean loaded = new AtomicBoolean(true);
		Queue<Object> wrong = new ConcurrentLinkedQueue<>();
		Thread load = new Thread(() -> {
			while (loaded.get()) {
				List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
				if (!items.equals(application.fanOut().on("cpu").map(items, (item) -> item))) {
					wrong.add("result");
				}
			}
		});
		load.setUncaughtExceptionHandler((thread, ex) -> wrong.add(ex));
		load.start();
		List<Thread> operators = IntStream.range(0, 100).mapToObj((i) -> new Thread(() -> {
			int size = ThreadLocalRandom.current().nextInt(-1, 11);
			Answer answer = application.resize("cpu", "{\"size\":" + size + "}");
			boolean within = 1 <= size && size <= 8;
			if (answer.status() != (within ? 200 : 400)) {
				wrong.add(answer);
			}
			int most = cpu().getThreadPoolExecutor().getMaximumPoolSize();
			if (most < 1 || most > 8) {
				wrong.add(most);
			}
		})).toList();
		operators.forEach(Thread::start);
		for (Thread operator : operators) {
			operator.join();
		}
		loaded.set(false);
		load.join();
		assertThat(wrong).isEmpty();
		assertCpuHas(cpu().getMaxPoolSize());
		Operated.until("threads beyond the size have gone",
				() -> cpu().getThreadPoolExecutor().getPoolSize() <= cpu().getMaxPoolSize());
	}

}
