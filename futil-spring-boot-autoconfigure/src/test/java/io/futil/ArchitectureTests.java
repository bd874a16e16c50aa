package io.futil;

import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.futil.fanout.spi.RateLimit;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The arrows between the packages, the list of public types, and what nobody may do.
 */
class ArchitectureTests {

	/** What users name, what partners implement, and what Spring Boot finds. */
	private static final Set<String> PUBLIC_TYPES = Set.of(
			// The API
			"io.futil.fanout.AllTasksFailedException", "io.futil.fanout.AsyncFanOutOperations",
			"io.futil.fanout.Execution", "io.futil.fanout.FanOutException", "io.futil.fanout.FanOutFuture",
			"io.futil.fanout.FanOutFuture$Until", "io.futil.fanout.FanOutFuture$Waited",
			"io.futil.fanout.FanOutInterruptedException", "io.futil.fanout.FanOutOperations",
			"io.futil.fanout.FanOutRejectedException", "io.futil.fanout.FanOutTemplate",
			"io.futil.fanout.FanOutTimeoutException", "io.futil.fanout.Gather", "io.futil.fanout.Gather$Branch",
			"io.futil.fanout.Gather$OptionalBranch", "io.futil.fanout.Progress", "io.futil.fanout.RetrySettings",
			"io.futil.fanout.TaskResult", "io.futil.fanout.TaskResult$Failure", "io.futil.fanout.TaskResult$Reason",
			"io.futil.fanout.TaskResult$Success", "io.futil.fanout.Tasks", "io.futil.fanout.Winner",
			// The seams
			"io.futil.fanout.spi.AttemptOutcome", "io.futil.fanout.spi.AttemptScope",
			"io.futil.fanout.spi.CallListener", "io.futil.fanout.spi.CallOutcome", "io.futil.fanout.spi.CallRecorder",
			"io.futil.fanout.spi.CallView", "io.futil.fanout.spi.CapturedContext", "io.futil.fanout.spi.ContextPort",
			"io.futil.fanout.spi.DurationText", "io.futil.fanout.spi.ExecutorActivity",
			"io.futil.fanout.spi.Extensions", "io.futil.fanout.spi.AbandonedTask", "io.futil.fanout.spi.Scope",
			"io.futil.fanout.spi.ExecutorLookup", "io.futil.fanout.spi.FanOutDefaults", "io.futil.fanout.spi.RateLimit",
			"io.futil.fanout.spi.RateLimit$Grant", "io.futil.fanout.spi.RateLimit$Waiter",
			"io.futil.fanout.spi.ResizableExecutor", "io.futil.fanout.spi.ResizableExecutor$Load",
			"io.futil.fanout.spi.RetryBudget", "io.futil.fanout.spi.RetryDriver", "io.futil.fanout.spi.RetryPlan",
			"io.futil.fanout.spi.RetryStrategy", "io.futil.fanout.spi.Suggestion", "io.futil.fanout.spi.TaskRetry",
			"io.futil.fanout.spi.WorkerExecutor", "io.futil.fanout.spi.WorkerThread",
			// Retry by other people's policies
			"io.futil.retry.CoreRetry", "io.futil.retry.ParallelRetryConfiguration", "io.futil.retry.ParallelRetryable",
			"io.futil.retry.SpringRetry",
			// Metrics
			"io.futil.metrics.CallNames", "io.futil.metrics.ExecutorMeters", "io.futil.metrics.FanOutMeters",
			"io.futil.metrics.FanOutObservations",
			// The context of a caller
			"io.futil.autoconfigure.FutilContextAutoConfiguration", "io.futil.autoconfigure.FutilProperties$Context",
			"io.futil.context.SpringContext",
			// What an operator sees and does
			"io.futil.actuate.Bounds", "io.futil.actuate.Control", "io.futil.actuate.FanOutBoot3HealthConfiguration",
			"io.futil.actuate.FanOutEndpoint", "io.futil.actuate.FanOutEndpointConfiguration",
			"io.futil.actuate.FanOutExecutorsConfiguration", "io.futil.actuate.FanOutHealthConfiguration",
			"io.futil.actuate.KnownExecutor", "io.futil.actuate.KnownExecutors", "io.futil.actuate.Permissions",
			"io.futil.actuate.Setting", "io.futil.autoconfigure.FutilActuateAutoConfiguration",
			"io.futil.autoconfigure.FutilHealthAutoConfiguration", "io.futil.autoconfigure.FutilProperties$Actuate",
			"io.futil.autoconfigure.FutilProperties$Sizes",
			// The cluster
			"io.futil.autoconfigure.FutilClusterAutoConfiguration", "io.futil.autoconfigure.FutilProperties$Cluster",
			"io.futil.cluster.BeanAction", "io.futil.cluster.BeanFunction", "io.futil.cluster.ClusterAction",
			"io.futil.cluster.ClusterConfiguration", "io.futil.cluster.ClusterContextPropagator",
			"io.futil.cluster.ClusterMember", "io.futil.cluster.ClusterMember$State", "io.futil.cluster.ClusterMembers",
			"io.futil.cluster.ClusterSettings", "io.futil.cluster.ClusterSettings$LocalTasks",
			"io.futil.cluster.ClusterTask", "io.futil.cluster.ClusterTasks", "io.futil.cluster.MemberLostException",
			"io.futil.cluster.RemoteTaskException", "io.futil.cluster.UntravelableTypeException",
			"io.futil.fanout.spi.BeanTask", "io.futil.fanout.spi.BeanTask$Target", "io.futil.fanout.spi.DirectCalls",
			"io.futil.fanout.spi.NowhereToRunException", "io.futil.fanout.spi.RemoteTask",
			"io.futil.fanout.spi.RemoteTasks",
			// Spring Boot
			"io.futil.autoconfigure.FutilExecutor", "io.futil.autoconfigure.FutilExecutorsAutoConfiguration",
			"io.futil.autoconfigure.FutilFanOutAutoConfiguration", "io.futil.autoconfigure.FutilProperties",
			"io.futil.autoconfigure.FutilProperties$Executor", "io.futil.autoconfigure.FutilProperties$FanOut",
			"io.futil.autoconfigure.FutilMetricsAutoConfiguration", "io.futil.autoconfigure.FutilProperties$Metrics",
			"io.futil.autoconfigure.FutilProperties$Retry", "io.futil.autoconfigure.FutilRetryAutoConfiguration",
			"io.futil.autoconfigure.FutilProperties$Threads");

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.futil");

	@Test
	void nobodyNeedsToNameMoreTypesThanThese() {
		Set<String> found = this.classes.stream()
			.filter(ArchitectureTests::isPublicToTheOutermost)
			.map(JavaClass::getName)
			.collect(Collectors.toSet());
		assertThat(found).containsExactlyInAnyOrderElementsOf(PUBLIC_TYPES);
	}

	private static boolean isPublicToTheOutermost(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC)
				&& type.getEnclosingClass().map(ArchitectureTests::isPublicToTheOutermost).orElse(true);
	}

	@Test
	void onlyTheRateLimitKnowsBucket4jAndShowsNothingOfIt() {
		check(noClasses().that(describe("are not the rate limit", (type) -> !isRateLimit(type)))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.github.bucket4j.."));
		assertThat(this.classes.stream()
			.filter(ArchitectureTests::isRateLimit)
			.flatMap((type) -> type.getCodeUnits().stream())
			.filter((unit) -> unit.getModifiers().contains(JavaModifier.PUBLIC)
					&& isPublicToTheOutermost(unit.getOwner()))
			.flatMap((unit) -> Stream.concat(Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())))
			.isNotEmpty()
			.noneMatch((type) -> type.getPackageName().startsWith("io.github.bucket4j"));
	}

	private static boolean isRateLimit(JavaClass type) {
		String name = RateLimit.class.getName();
		return type.getName().equals(name) || type.getName().startsWith(name + "$");
	}

	@Test
	void theEngineKnowsNoBoot() {
		check(classes()
			.that(describe("belong to the engine, its rate limit aside",
					(type) -> type.getPackageName().startsWith("io.futil.fanout") && !isRateLimit(type)))
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.futil.fanout..", "java..", "org.jspecify..", "org.springframework.util..",
					"org.springframework.core..", "org.apache.commons.logging.."));
	}

	@Test
	void onlyThePackageForItKnowsSpringRetry() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.futil.retry")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.retry..", "org.springframework.classify..",
					"org.springframework.core.retry.."));
		check(classes().that()
			.resideInAPackage("io.futil.retry")
			.should()
			.onlyDependOnClassesThat(describe("are not of other parts of futil",
					(type) -> !type.getPackageName().startsWith("io.futil")
							|| Set.of("io.futil.fanout", "io.futil.fanout.spi", "io.futil.retry")
								.contains(type.getPackageName()))));
	}

	@Test
	void onlyThePackageForItKnowsMicrometersMeters() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.futil.metrics", "io.futil.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer.core..", "io.micrometer.observation.."));
		check(classes().that()
			.resideInAPackage("io.futil.metrics")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.futil.metrics", "io.futil.fanout", "io.futil.fanout.spi", "io.micrometer.core..",
					"io.micrometer.observation..", "java..", "org.jspecify..", "org.apache.commons.logging.."));
	}

	@Test
	void whatUsersNameOfAClusterNeedsNoHazelcast() {
		Set<String> inside = Set.of("ClusterConfiguration", "ClusterMessage", "EmbeddedMember", "HazelcastCheck",
				"HazelcastClasses", "HazelcastTransport", "Peer");
		check(noClasses()
			.that(describe("are none of those that carry messages",
					(type) -> inside.stream().noneMatch((name) -> isOrIsIn(type, "io.futil.cluster." + name))))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.hazelcast.."));
	}

	private static boolean isOrIsIn(JavaClass type, String name) {
		return type.getName().equals(name) || type.getName().startsWith(name + "$");
	}

	@Test
	void onlyThePackageForItKnowsWhatIsOnAThread() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.futil.context", "io.futil.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.micrometer.context..", "org.slf4j..", "org.springframework.security..",
					"org.springframework.web..", "org.springframework.context.i18n..", "jakarta.servlet.."));
		check(classes().that()
			.resideInAPackage("io.futil.context")
			.should()
			.onlyDependOnClassesThat(
					describe("are not of other parts of futil", (type) -> !type.getPackageName().startsWith("io.futil")
							|| Set.of("io.futil.fanout.spi", "io.futil.context").contains(type.getPackageName()))));
	}

	@Test
	void onlyThePackageForItKnowsHazelcast() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.futil.cluster", "io.futil.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.hazelcast..", "io.futil.cluster.."));
		check(classes().that()
			.resideInAPackage("io.futil.cluster")
			.should()
			.onlyDependOnClassesThat(describe("are not of other parts of futil",
					(type) -> !type.getPackageName().startsWith("io.futil")
							|| Set.of("io.futil.fanout", "io.futil.fanout.spi", "io.futil.cluster")
								.contains(type.getPackageName()))));
	}

	@Test
	void onlyThePackageForItKnowsActuator() {
		check(noClasses().that()
			.resideOutsideOfPackages("io.futil.actuate", "io.futil.autoconfigure")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health.."));
		check(classes().that()
			.resideInAPackage("io.futil.actuate")
			.should()
			.onlyDependOnClassesThat(
					describe("are neither of other parts of futil nor auto-configurations",
							(type) -> type.getPackageName().startsWith("io.futil")
									? Set.of("io.futil.fanout", "io.futil.fanout.spi", "io.futil.actuate")
										.contains(type.getPackageName())
									: !type.getPackageName().contains("autoconfigure"))));
	}

	@Test
	void onlyTheHealthIndicatorKnowsTheHealthOfOneLineOfSpringBoot() {
		check(classes()
			.that(describe("know Spring Boot's health",
					(type) -> type.getDirectDependenciesFromSelf()
						.stream()
						.anyMatch((dependency) -> dependency.getTargetClass()
							.getPackageName()
							.startsWith("org.springframework.boot.health"))))
			.should()
			.haveSimpleName("FanOutHealthIndicator"));
	}

	@Test
	void nobodyDependsOnTheAutoConfiguration() {
		check(noClasses().that()
			.resideOutsideOfPackage("io.futil.autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.futil.autoconfigure.."));
	}

	@Test
	void everyPackageSaysWhatMayBeNull() {
		Set<String> marked = this.classes.stream()
			.filter((type) -> type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class))
			.map(JavaClass::getPackageName)
			.collect(Collectors.toSet());
		Set<String> all = this.classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
		assertThat(marked).containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	void autoConfigurationsAreFinal() {
		check(classes().that().areAnnotatedWith(AutoConfiguration.class).should().haveModifier(JavaModifier.FINAL));
	}

	@Test
	void thereIsNoMutableStaticState() {
		check(fields().that().areStatic().should().beFinal());
	}

	@Test
	void nobodyHoldsAMonitorOrInheritsAThreadLocal() {
		// Blocking in a monitor pins a virtual thread to its carrier before Java 24.
		check(methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED));
		check(noClasses().should().dependOnClassesThat().areAssignableTo(InheritableThreadLocal.class));
	}

	@Test
	void nobodySleeps() {
		check(noClasses().should().callMethodWhere(calls("Thread.sleep", Thread.class, "sleep")));
	}

	@Test
	void nothingRunsOnTheCommonPool() {
		check(noClasses().should().callMethodWhere(calls("the common pool", ForkJoinPool.class, "commonPool")));
		check(noClasses().should()
			.callMethodWhere(describe("parallel streams",
					(JavaMethodCall call) -> Set.of("parallel", "parallelStream").contains(call.getName()))));
		check(noClasses().should()
			.callMethodWhere(describe("an Async method without an executor",
					(JavaMethodCall call) -> call.getTargetOwner().isAssignableTo(CompletableFuture.class)
							&& call.getName().endsWith("Async")
							&& call.getTarget()
								.getRawParameterTypes()
								.stream()
								.noneMatch((type) -> type.isEquivalentTo(Executor.class)))));
	}

	@Test
	void nothingIsDeserialisedOrEvaluated() {
		check(noClasses().should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.io.ObjectInputStream")
			.orShould()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.expression.."));
	}

	@Test
	void theEngineHasNoInheritanceForReuse() {
		check(noClasses().that()
			.resideInAPackage("io.futil.fanout")
			.and()
			.areNotInterfaces()
			.and(describe("are not exceptions", (type) -> !type.isAssignableTo(Throwable.class)))
			.should()
			.haveModifier(JavaModifier.ABSTRACT));
		assertThat(this.classes.stream()
			.filter((type) -> type.getPackageName().equals("io.futil.fanout") && isOpen(type))
			.map(JavaClass::getSimpleName)).containsExactly("FanOutFuture");
	}

	private static boolean isOpen(JavaClass type) {
		int modifiers = type.reflect().getModifiers();
		return !type.isInterface() && !Modifier.isFinal(modifiers) && !type.isAssignableTo(Throwable.class)
				&& !type.isEnum() && !type.isAnonymousClass();
	}

	private static DescribedPredicate<JavaMethodCall> calls(String what, Class<?> owner, String method) {
		return JavaAccess.Predicates
			.target(describe(what,
					(target) -> target.getOwner().isEquivalentTo(owner) && target.getName().equals(method)))
			.forSubtype();
	}

	private void check(ArchRule rule) {
		rule.check(this.classes);
	}

}
