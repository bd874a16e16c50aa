package io.futil.autoconfigure;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that come and go in one virtual machine leave nothing there: no thread, no
 * meter, no class, and nothing of themselves.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContextChurnTests {

	private static final int WARM_UP = 20;

	private static final int CONTEXTS = 200;

	/** What each application leaves there are many more of. */
	private static final int MANY = (CONTEXTS - WARM_UP) / 10;

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final List<WeakReference<ConfigurableApplicationContext>> contexts = new ArrayList<>();

	private final List<WeakReference<Thread>> workers = new ArrayList<>();

	private Map<String, Long> threads = Map.of();

	private Set<Meter.Id> meters = Set.of();

	private Map<String, Long> classes = Map.of();

	@BeforeAll
	void startAndStopApplications() throws Exception {
		startAndStop(WARM_UP);
		until("the timers of the last ones have ended", () -> VirtualMachine.threads("futil").isEmpty());
		this.threads = VirtualMachine.threads("");
		this.meters = meters();
		this.classes = VirtualMachine.kindsOfClasses();
		startAndStop(CONTEXTS - WARM_UP);
	}

	private void startAndStop(int times) throws Exception {
		for (int i = 0; i < times; i++) {
			try (ConfigurableApplicationContext context = ShortLived.start(this.registry)) {
				this.contexts.add(new WeakReference<>(context));
				ShortLived application = context.getBean(ShortLived.class);
				application.call();
				application.workers().forEach((worker) -> this.workers.add(new WeakReference<>(worker)));
			}
		}
	}

	@Test
	void noThread() {
		until("workers have ended, virtual ones too", () -> this.workers.stream().allMatch((reference) -> {
			Thread worker = reference.get();
			return worker == null || !worker.isAlive();
		}));
		until("there are no threads but those that were there before",
				() -> VirtualMachine.threads("")
					.entrySet()
					.stream()
					.allMatch((thread) -> thread.getValue() <= this.threads.getOrDefault(thread.getKey(), 0L)));
	}

	@Test
	void noMeterOfARegistryThatStays() {
		assertThat(meters()).isEqualTo(this.meters).noneMatch((id) -> id.getName().startsWith("futil"));
	}

	/**
	 * Some classes are loaded late, once. Of the forms of its method handles Java makes
	 * many at a time, when they are warm.
	 */
	@Test
	void noClass() {
		Map<String, Long> more = new HashMap<>(VirtualMachine.kindsOfClasses());
		more.replaceAll((kind, count) -> count - this.classes.getOrDefault(kind, 0L));
		more.values().removeIf((count) -> count < MANY);
		more.keySet().removeIf((kind) -> kind.startsWith("java.lang.invoke.LambdaForm"));
		assertThat(more).isEmpty();
	}

	@Test
	void nothingOfThemselves() {
		until("all contexts have been collected", () -> {
			System.gc();
			return this.contexts.stream().allMatch((reference) -> reference.refersTo(null));
		});
	}

	private Set<Meter.Id> meters() {
		return this.registry.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
	}

	private static void until(String what, BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > PATIENCE_NANOS) {
				throw new AssertionError("Waited in vain until " + what + "; there are " + VirtualMachine.threads(""));
			}
			Thread.yield();
		}
	}

}
