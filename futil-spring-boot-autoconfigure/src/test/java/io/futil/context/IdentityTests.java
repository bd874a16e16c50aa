package io.futil.context;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.futil.fanout.FanOutFuture;
import io.futil.LogReader;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A task is who its caller is, and nobody else is who a task makes itself.
 */
class IdentityTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 10).boxed().toList();

	private static final Authentication MALLORY = user("mallory");

	static Stream<String> executors() {
		return Application.executors();
	}

	@AfterEach
	void logOut() {
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_THREADLOCAL);
		SecurityContextHolder.clearContext();
	}

	private static Authentication user(String name) {
		return UsernamePasswordAuthenticationToken.authenticated(name, null, null);
	}

	private static void logIn(@Nullable String name) {
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		if (name != null) {
			context.setAuthentication(user(name));
		}
		SecurityContextHolder.setContext(context);
	}

	private static String name() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication != null) ? authentication.getName() : "nobody";
	}

	@ParameterizedTest
	@MethodSource("executors")
	void eachTaskHasAContextOfItsOwn(String executor) {
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			for (String caller : new String[] { "alice", null }) {
				logIn(caller);
				SecurityContext callers = SecurityContextHolder.getContext();
				List<SecurityContext> contexts = fanOut.map(ITEMS, (item) -> {
					SecurityContext own = SecurityContextHolder.getContext();
					assertThat(name()).isEqualTo((caller != null) ? caller : "nobody");
					own.setAuthentication(MALLORY);
					return own;
				});
				Set<SecurityContext> different = Collections.newSetFromMap(new IdentityHashMap<>());
				different.addAll(contexts);
				different.add(callers);
				assertThat(different).hasSize(ITEMS.size() + 1);
				assertThat(SecurityContextHolder.getContext()).isSameAs(callers);
				assertThat(name()).isEqualTo((caller != null) ? caller : "nobody");
			}
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aTinyTaskIsNotWhoTheOneBeforeMadeItself(String executor) {
		List<Integer> many = IntStream.range(0, 50_000).boxed().toList();
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			assertThat(fanOut.filter(many, (item) -> {
				SecurityContext own = SecurityContextHolder.getContext();
				boolean somebody = own.getAuthentication() != null;
				if (item % 1000 == 999) {
					own.setAuthentication(MALLORY);
				}
				return somebody;
			})).isEmpty();
			assertThat(name()).isEqualTo("nobody");
		});
	}

	@Test
	void whatTheCallerDoesLaterIsNotSeenByATask() {
		Application.runner().run((context) -> {
			logIn("alice");
			CountDownLatch changed = new CountDownLatch(1);
			FanOutFuture<String> name = context.getBean(FanOutOperations.class).submit(() -> {
				changed.await();
				return name();
			});
			SecurityContextHolder.getContext().setAuthentication(user("bob"));
			SecurityContextHolder.clearContext();
			changed.countDown();
			assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("alice");
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void noThreadKeepsAnIdentity(String executor) {
		Application.runner().run((context) -> {
			logIn("alice");
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			fanOut.forEach(ITEMS, (item) -> SecurityContextHolder.getContext().setAuthentication(MALLORY));
			logIn(null);
			Executor threads = context.getBean(executor, Executor.class);
			Queue<String> names = new ConcurrentLinkedQueue<>();
			CountDownLatch looked = new CountDownLatch(4);
			for (int i = 0; i < 4; i++) {
				threads.execute(() -> {
					names.add(name());
					looked.countDown();
				});
			}
			assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(names).containsOnly("nobody");
		});
	}

	@Test
	void anInheritingStrategyIsWarnedOfOnceAndTasksAreTheirCallersAllTheSame() {
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_INHERITABLETHREADLOCAL);
		try (LogReader log = new LogReader(Identity.class.getName())) {
			Application.runner().run((context) -> {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("foreign");
				logIn("alice");
				assertThat(fanOut.map(ITEMS, (item) -> name())).containsOnly("alice");
				logIn("bob");
				assertThat(fanOut.map(ITEMS, (item) -> name())).containsOnly("bob");
				logIn(null);
				assertThat(fanOut.map(ITEMS, (item) -> name())).containsOnly("nobody");
			});
			assertThat(log.messages()).singleElement().asString().contains("MODE_INHERITABLETHREADLOCAL");
		}
	}

	@Test
	void oneIdentityForAllThreadsStaysAsItIs() {
		SecurityContextHolder.setStrategyName(SecurityContextHolder.MODE_GLOBAL);
		Application.runner().run((context) -> {
			logIn("alice");
			SecurityContext callers = SecurityContextHolder.getContext();
			assertThat(context.getBean(FanOutOperations.class).map(ITEMS, (item) -> name())).containsOnly("alice");
			assertThat(SecurityContextHolder.getContext()).isSameAs(callers);
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aStrategyOfTheApplicationIsUsed(String executor) {
		OwnStrategy strategy = new OwnStrategy();
		Application.runner().withBean(SecurityContextHolderStrategy.class, () -> strategy).run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			strategy.getContext().setAuthentication(user("alice"));
			logIn("bob");
			assertThat(fanOut.map(ITEMS, (item) -> {
				Authentication authentication = strategy.getContext().getAuthentication();
				strategy.clearContext();
				return (authentication != null) ? authentication.getName() + name() : "";
			})).containsOnly("alicebob");
			assertThat(strategy.getContext().getAuthentication()).isNotNull();
			assertThat(name()).isEqualTo("bob");
			strategy.clearContext();
		});
	}

	@Test
	void usersWhoTakeTurnsAreNeverTakenForEachOther() throws Exception {
		int calls = Integer.getInteger("futil.context.calls", 100_000);
		Application.runner().run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on("pool").cancelGrace(Duration.ZERO);
			AtomicInteger wrong = new AtomicInteger();
			AtomicInteger ran = new AtomicInteger();
			ExecutorService callers = Executors.newFixedThreadPool(2);
			List<Future<?>> done = Stream.of("alice", "bob").<Future<?>>map((own) -> callers.submit(() -> {
				for (int i = 0; i < calls / 2; i++) {
					// A caller that is nobody, too, now and then.
					String caller = (i % 7 == 6) ? "nobody" : own;
					logIn((i % 7 == 6) ? null : own);
					call(fanOut, i, () -> {
						ran.incrementAndGet();
						if (!name().equals(caller)) {
							wrong.incrementAndGet();
						}
						SecurityContextHolder.getContext().setAuthentication(MALLORY);
					});
					if (!name().equals(caller)) {
						wrong.incrementAndGet();
					}
				}
			})).toList();
			for (Future<?> each : done) {
				each.get(4, TimeUnit.MINUTES);
			}
			callers.shutdown();
			assertThat(ran.get()).isGreaterThan(calls);
			assertThat(wrong).hasValue(0);
		});
	}

	/** One that succeeds, fails, is cancelled or is made to wait, in turns. */
	private static void call(FanOutOperations fanOut, int turn, Runnable look) {
		switch (turn % 4) {
			case 0 -> fanOut.forEach(ITEMS.subList(0, 3), (item) -> look.run());
			case 1 -> assertThatIllegalStateException().isThrownBy(() -> fanOut.forEach(ITEMS.subList(0, 3), (item) -> {
				look.run();
				if (item == 1) {
					throw new IllegalStateException();
				}
			}));
			case 2 -> fanOut.submit(() -> {
				look.run();
				return turn;
			}).cancel(true);
			default -> assertThat(fanOut.<Integer, Integer>results(ITEMS.subList(0, 3), (item) -> {
				look.run();
				throw new IllegalStateException();
			})).noneMatch(TaskResult::ok);
		}
	}

	/**
	 * What an application may write that knows nothing of deferred contexts.
	 */
	private static final class OwnStrategy implements SecurityContextHolderStrategy {

		private final ThreadLocal<SecurityContext> contexts = new ThreadLocal<>();

		@Override
		public void clearContext() {
			this.contexts.remove();
		}

		@Override
		public SecurityContext getContext() {
			SecurityContext context = this.contexts.get();
			if (context == null) {
				context = createEmptyContext();
				this.contexts.set(context);
			}
			return context;
		}

		@Override
		public void setContext(SecurityContext context) {
			this.contexts.set(context);
		}

		@Override
		public SecurityContext createEmptyContext() {
			return new SecurityContextImpl();
		}

	}

}
