package io.futil.context;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A transaction of the caller is joined by no task, on whatever thread that runs.
 */
class TransactionTests {

	private static final List<Integer> ITEMS = IntStream.range(0, 8).boxed().toList();

	static Stream<String> executors() {
		return Application.executors();
	}

	/** Run this for an application with a database, and a table with one number. */
	private static void run(Consumer<ApplicationContext> test) {
		Application.runner().withUserConfiguration(Database.class).run((context) -> {
			context.getBean(JdbcTemplate.class).execute("create table t (n int)");
			test.accept(context);
		});
	}

	private static int rows(ApplicationContext context) {
		Integer rows = context.getBean(JdbcTemplate.class).queryForObject("select count(*) from t", Integer.class);
		return (rows != null) ? rows : -1;
	}

	@ParameterizedTest
	@MethodSource("executors")
	void whatTasksWriteStaysWhenTheCallerRollsBack(String executor) {
		run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				jdbc.update("insert into t values (-1)");
				fanOut.forEach(ITEMS, (item) -> jdbc.update("insert into t values (?)", item));
				status.setRollbackOnly();
			});
			assertThat(jdbc.queryForList("select n from t order by n", Integer.class)).isEqualTo(ITEMS);
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void tasksDoNotSeeWhatTheCallerHasNotCommitted(String executor) {
		run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				context.getBean(JdbcTemplate.class).update("insert into t values (-1)");
				assertThat(rows(context)).isOne();
				assertThat(fanOut.map(ITEMS, (item) -> rows(context))).containsOnly(0);
				assertThat(rows(context)).isOne();
			});
			assertThat(rows(context)).isOne();
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void everyVerbKeepsOutOfIt(String executor) {
		run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			Set<Boolean> seen = ConcurrentHashMap.newKeySet();
			context.getBean(TransactionTemplate.class).executeWithoutResult((status) -> {
				Look look = new Look(context.getBean(DataSource.class), seen);
				fanOut.map(ITEMS, look::look);
				fanOut.mapOrElse(ITEMS, (item) -> {
					throw new IllegalStateException();
				}, (item, failure) -> look.look(item));
				fanOut.filter(ITEMS, look::look);
				fanOut.results(ITEMS, look::look);
				fanOut.stream(ITEMS, look::look).toList();
				fanOut.asCompleted(ITEMS, look::look).toList();
				fanOut.onProgress((progress) -> look.look(0)).forEach(ITEMS, look::look);
				fanOut.scatterGather(Map.of("a", () -> look.look(1)));
				fanOut.gather((gather) -> gather.require("a", () -> look.look(1)).get());
				fanOut.firstSuccess(Tasks.of("a", () -> look.look(1)));
				fanOut.submit(() -> look.look(1)).join();
				fanOut.async().map(ITEMS, look::look).join();
				assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isTrue();
			});
			assertThat(seen).containsOnly(false);
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aTransactionOfATaskIsNotJoinedByTheTasksInIt(String executor) {
		run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
			TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
			transactions.executeWithoutResult((outer) -> {
				fanOut.forEach(List.of(10, 20), (tens) -> transactions.executeWithoutResult((status) -> {
					jdbc.update("insert into t values (-1)");
					fanOut.forEach(List.of(1, 2), (one) -> jdbc.update("insert into t values (?)", tens + one));
					status.setRollbackOnly();
				}));
				outer.setRollbackOnly();
			});
			assertThat(jdbc.queryForList("select n from t order by n", Integer.class)).containsExactly(11, 12, 21, 22);
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void whatTheCallerHasRegisteredIsThereAfterwardsAndHappensOnce(String executor) {
		run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			StringBuilder happened = new StringBuilder();
			TransactionTemplate transactions = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			transactions.setReadOnly(true);
			transactions.setName("callers");
			transactions.setIsolationLevel(TransactionTemplate.ISOLATION_SERIALIZABLE);
			transactions.executeWithoutResult((status) -> {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void suspend() {
						happened.append("suspend ");
					}

					@Override
					public void afterCommit() {
						happened.append("afterCommit");
					}

				});
				Set<String> names = ConcurrentHashMap.newKeySet();
				fanOut.forEach(ITEMS,
						(item) -> names.add(TransactionSynchronizationManager.getCurrentTransactionName()
								+ TransactionSynchronizationManager.isCurrentTransactionReadOnly()
								+ TransactionSynchronizationManager.getCurrentTransactionIsolationLevel()
								+ TransactionSynchronizationManager.isSynchronizationActive()));
				assertThat(names).containsOnly("nullfalsenullfalse");
				assertThat(TransactionSynchronizationManager.getCurrentTransactionName()).isEqualTo("callers");
				assertThat(TransactionSynchronizationManager.isCurrentTransactionReadOnly()).isTrue();
				assertThat(TransactionSynchronizationManager.getCurrentTransactionIsolationLevel())
					.isEqualTo(TransactionTemplate.ISOLATION_SERIALIZABLE);
				assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(1);
			});
			assertThat(happened).hasToString("afterCommit");
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aTaskCannotMarkTheTransactionOfItsCallerForRollBack(String executor) {
		run((context) -> {
			context.getBean(Service.class).insertBeside(() -> {
				FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
				fanOut.forEach(ITEMS, (item) -> assertThatExceptionOfType(NoTransactionException.class)
					.isThrownBy(TransactionAspectSupport::currentTransactionStatus));
				assertThat(TransactionAspectSupport.currentTransactionStatus().isRollbackOnly()).isFalse();
			});
			assertThat(rows(context)).isOne();
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void aTransactionThatATaskForgetsIsNotJoinedByTheNext(String executor) {
		run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			Set<Boolean> seen = ConcurrentHashMap.newKeySet();
			fanOut.forEach(ITEMS, (item) -> {
				new Look(context.getBean(DataSource.class), seen).look(item);
				TransactionSynchronizationManager.initSynchronization();
				TransactionSynchronizationManager.setActualTransactionActive(true);
			});
			assertThat(seen).containsOnly(false);
			assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
		});
	}

	/**
	 * Looks for a transaction on the current thread.
	 *
	 * @param database the database it would be of
	 * @param seen whether there was one
	 */
	private record Look(DataSource database, Set<Boolean> seen) {

		boolean look(@Nullable Object item) {
			Connection connection = DataSourceUtils.getConnection(this.database);
			boolean found = DataSourceUtils.isConnectionTransactional(connection, this.database)
					|| TransactionSynchronizationManager.isActualTransactionActive()
					|| TransactionSynchronizationManager.hasResource(this.database);
			DataSourceUtils.releaseConnection(connection, this.database);
			this.seen.add(found);
			return !found;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	static class Database {

		@Bean
		DataSource database() {
			return new EmbeddedDatabaseBuilder().generateUniqueName(true).setType(EmbeddedDatabaseType.H2).build();
		}

		@Bean
		JdbcTemplate jdbc(DataSource database) {
			return new JdbcTemplate(database);
		}

		@Bean
		PlatformTransactionManager transactionManager(DataSource database) {
			return new JdbcTransactionManager(database);
		}

		@Bean
		TransactionTemplate transactions(PlatformTransactionManager manager) {
			return new TransactionTemplate(manager);
		}

		@Bean
		Service service(JdbcTemplate jdbc) {
			return new Service(jdbc);
		}

	}

	static class Service {

		private final JdbcTemplate jdbc;

		Service(JdbcTemplate jdbc) {
			this.jdbc = jdbc;
		}

		@Transactional
		public void insertBeside(Runnable other) {
			this.jdbc.update("insert into t values (-1)");
			other.run();
		}

	}

}
