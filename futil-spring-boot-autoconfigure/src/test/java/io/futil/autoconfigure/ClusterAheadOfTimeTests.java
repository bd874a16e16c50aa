package io.futil.autoconfigure;

import java.util.function.Consumer;

import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.core.HazelcastInstance;
import io.futil.cluster.ClusterMembers;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application with a cluster that is processed ahead of time has the same executor, as
 * it is configured when it runs.
 */
@CompileWithForkedClassLoader
class ClusterAheadOfTimeTests {

	@Test
	void theExecutorSurvivesAndCannotBecomeAnotherKind() {
		process((initializer) -> {
			try (GenericApplicationContext context = start(initializer, "futil.executors.reports.threads=cluster",
					"futil.executors.reports.concurrency-limit=9")) {
				assertThat(context.getBean("reports", ClusterExecutor.class).workers().concurrency()).isEqualTo(9);
				assertThat(context.getBean(ClusterMembers.class).all()).hasSize(1);
			}
			assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> start(initializer, "futil.executors.reports.threads=platform").close())
				.withStackTraceContaining("Invalid value 'platform' for 'futil.executors.reports.threads': "
						+ "ahead-of-time processing has fixed this executor to cluster threads");
			assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> start(initializer, "futil.executors.reports.threads=cluster",
						"futil.executors.io.threads=cluster")
					.close())
				.withStackTraceContaining("Invalid value 'cluster' for 'futil.executors.io.threads': "
						+ "ahead-of-time processing has fixed this executor to ");
		});
	}

	private static void process(Consumer<ApplicationContextInitializer<GenericApplicationContext>> processed) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of("futil.executors.reports.threads=cluster").applyTo(context);
		context.register(ApplicationConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("io.futil.cluster.ClusterMessage"))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(generation.getRuntimeHints());
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			@SuppressWarnings("unchecked")
			ApplicationContextInitializer<GenericApplicationContext> initializer = compiled
				.getInstance(ApplicationContextInitializer.class);
			processed.accept(initializer);
		});
	}

	private static GenericApplicationContext start(ApplicationContextInitializer<GenericApplicationContext> initializer,
			String... properties) {
		GenericApplicationContext context = new GenericApplicationContext();
		TestPropertyValues.of(properties).applyTo(context);
		initializer.initialize(context);
		context.refresh();
		return context;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class,
			FutilClusterAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean(destroyMethod = "")
		HazelcastInstance theirs() {
			return StubInstance.of("5.7.0", new JavaSerializationFilterConfig());
		}

	}

}
