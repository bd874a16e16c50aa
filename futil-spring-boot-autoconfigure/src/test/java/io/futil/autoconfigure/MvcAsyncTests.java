package io.futil.autoconfigure;

import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/**
 * Asynchronous requests of Spring MVC still run on Spring Boot's executor.
 */
class MvcAsyncTests {

	/** Both kinds of threads, of futil's executors and of Spring Boot's. */
	static Stream<String> threads() {
		Stream<String> platform = Stream.of("futil.executors.io.threads=platform");
		return VirtualThreads.areAvailable()
				? Stream.concat(platform,
						Stream.of("futil.executors.cpu.threads=virtual", "spring.threads.virtual.enabled=true"))
				: platform;
	}

	@ParameterizedTest
	@MethodSource("threads")
	void aCallableRunsOnBootsExecutor(String threads) {
		new WebApplicationContextRunner().withPropertyValues(threads)
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
					FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
			.withUserConfiguration(ThreadController.class)
			.run((context) -> {
				MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).build();
				MvcResult started = mvc.perform(get("/thread")).andReturn();
				assertThat(mvc.perform(asyncDispatch(started)).andReturn().getResponse().getContentAsString())
					.startsWith("task-");
			});
	}

	@RestController
	static class ThreadController {

		@GetMapping("/thread")
		Callable<String> thread() {
			return () -> Thread.currentThread().getName();
		}

	}

}
