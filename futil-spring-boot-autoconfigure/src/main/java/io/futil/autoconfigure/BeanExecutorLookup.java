package io.futil.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.spi.ExecutorLookup;
import io.futil.fanout.spi.Suggestion;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The executors among the beans of the application: futil's and any other. Found when
 * they are first asked for, on the thread that asks.
 */
final class BeanExecutorLookup implements ExecutorLookup, DisposableBean {

	private final ConfigurableListableBeanFactory beanFactory;

	/** The names under {@code futil.executors}, {@code io} and {@code cpu}. */
	private final Set<String> configured;

	/** A call asks for its executor each time: what was found is kept. */
	private final Map<String, Executor> found = new ConcurrentHashMap<>();

	private volatile boolean closed;

	BeanExecutorLookup(ConfigurableListableBeanFactory beanFactory, Set<String> configured) {
		this.beanFactory = beanFactory;
		this.configured = configured;
	}

	/**
	 * Refuse to start with a bean of a name of ours that is something else, or without
	 * one.
	 */
	void requireExecutors() {
		for (String name : this.configured) {
			if (!this.beanFactory.containsBean(name)) {
				throw new InvalidSettingException("futil.executors." + name, name,
						"ahead-of-time processing has fixed the executors to "
								+ names().stream().filter(this::isOurs).toList(),
						"Process the application again with this executor, or remove it");
			}
			if (!knows(name)) {
				throw nameTaken(name, this.beanFactory.getType(name));
			}
		}
	}

	/** Of the two that are always there nobody has written the name. */
	private static RuntimeException nameTaken(String name, @Nullable Class<?> type) {
		if (name.equals(FutilExecutorsAutoConfiguration.IO) || name.equals(FutilExecutorsAutoConfiguration.CPU)) {
			return new ExecutorNameTakenException(name, type);
		}
		return new InvalidSettingException("futil.executors." + name, name,
				"there is a bean of that name, and it is no Executor"
						+ ((type != null) ? " but a " + type.getName() : ""),
				"Give the executor another name, or the bean, or make the bean an Executor, which is then used in the"
						+ " place of futil's");
	}

	/**
	 * Refuse a default executor that is not there.
	 */
	void requireKnown(String defaultExecutor) {
		if (!knows(defaultExecutor)) {
			Collection<String> known = names();
			throw new InvalidSettingException("futil.fan-out.executor", defaultExecutor,
					"there is no executor of that name; known are " + known, Suggestion.question(defaultExecutor, known)
							+ "Set one of these, or add one of that name under futil.executors");
		}
	}

	/**
	 * Refuse to run what comes from a cluster on an executor that is not there.
	 */
	void requireRunOn(String executor) {
		if (!knows(executor)) {
			Collection<String> known = names();
			known.removeIf(this::isOfCluster);
			throw new InvalidSettingException("futil.cluster.run-on", executor,
					"there is no executor of that name; known are " + known, Suggestion.question(executor, known)
							+ "Set one of these, or add one of that name under futil.executors");
		}
	}

	/** Whether it was made here for {@code futil.executors}, or will be. */
	boolean isOurs(String name) {
		return this.beanFactory.containsLocalBean(name)
				&& (this.beanFactory.isTypeMatch(name, TunableExecutor.class) || isOfCluster(name));
	}

	boolean knows(String name) {
		return this.beanFactory.containsBean(name)
				&& (this.beanFactory.isTypeMatch(name, Executor.class) || isOfCluster(name));
	}

	/** Whether its tasks run on a cluster. */
	boolean isOfCluster(String name) {
		return this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, ClusterExecutor.class);
	}

	@Override
	public @Nullable Executor find(String name) {
		Executor known = this.found.get(name);
		if (known != null || !knows(name)) {
			return known;
		}
		Executor executor = isOfCluster(name) ? bean(name, ClusterExecutor.class).workers()
				: bean(name, Executor.class);
		if (this.beanFactory.isSingleton(name)) {
			this.found.put(name, executor);
		}
		return executor;
	}

	/** A factory that has been closed would make beans again, of others that are gone. */
	private <E> E bean(String name, Class<E> type) {
		if (this.closed) {
			throw new FanOutRejectedException(
					"The application context is closed, and with it executor '" + name + "', which was not used before",
					null);
		}
		return this.beanFactory.getBean(name, type);
	}

	@Override
	public void destroy() {
		this.closed = true;
	}

	@Override
	public Collection<String> names() {
		Set<String> names = new LinkedHashSet<>();
		this.configured.stream().filter(this::knows).forEach(names::add);
		for (Class<?> type : List.of(Executor.class, ClusterExecutor.class)) {
			names.addAll(
					List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, false, false)));
		}
		return names;
	}

	@Override
	public @Nullable String nameOf(Executor executor) {
		for (String name : names()) {
			if (isBean(name, executor)) {
				return name;
			}
		}
		return null;
	}

	private boolean isBean(String name, Executor executor) {
		return ifMade(name) == executor;
	}

	/**
	 * A bean that has been made already, {@code null} if it is made later or each time.
	 */
	@Nullable Executor ifMade(String name) {
		BeanFactory factory = this.beanFactory;
		while (factory instanceof ConfigurableListableBeanFactory here) {
			if (here.containsBeanDefinition(name) || here.containsSingleton(name)) {
				Object bean = here.getSingleton(name);
				if (bean instanceof ClusterExecutor cluster) {
					return cluster.workers();
				}
				return (bean instanceof Executor executor) ? executor : null;
			}
			factory = here.getParentBeanFactory();
		}
		return null;
	}

	@Override
	public @Nullable ThreadPoolExecutor poolOf(Executor executor) {
		if (executor instanceof ThreadPoolExecutor pool) {
			return pool;
		}
		if (executor instanceof ThreadPoolTaskExecutor wrapper) {
			return wrapper.getThreadPoolExecutor();
		}
		if (executor instanceof ThreadPoolTaskScheduler wrapper) {
			return wrapper.getScheduledThreadPoolExecutor();
		}
		if (executor instanceof ConcurrentTaskExecutor wrapper) {
			return poolOf(wrapper.getConcurrentExecutor());
		}
		return null;
	}

}
