package io.futil.fanout;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.futil.Repeated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.VirtualThreadTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An executor that makes a thread for each task has one for whoever waits, too: what is
 * nested runs there as well, with all that the executor puts around its tasks.
 */
@Repeated
@Timeout(60)
class ThreadPerTaskTests {

	private static final String PREFIX = "per-task-";

	private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

	private static void runsNestedTasksOnItsOwnThreads(Executor executor) {
		FanOutOperations fanOut = FanOutTemplate.of(executor);
		UnaryOperator<String> prefix = (name) -> name.substring(0, Math.min(name.length(), PREFIX.length()));
		assertThat(fanOut.map(ITEMS, (outer) -> fanOut.map(ITEMS, (inner) -> Thread.currentThread().getName())))
			.allSatisfy((names) -> assertThat(names.stream().map(prefix)).containsOnly(PREFIX));
	}

	@Test
	void ofSpring() {
		runsNestedTasksOnItsOwnThreads(new SimpleAsyncTaskExecutor(PREFIX));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ofSpringOnVirtualThreads() {
		runsNestedTasksOnItsOwnThreads(new VirtualThreadTaskExecutor(PREFIX));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void ofTheJdk() throws Exception {
		ThreadFactory threads = (task) -> new Thread(task, PREFIX);
		Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
		ExecutorService executor = (ExecutorService) perTask.invoke(null, threads);
		runsNestedTasksOnItsOwnThreads(executor);
		executor.shutdown();
	}

}
