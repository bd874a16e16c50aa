package io.futil.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.futil.cluster.ClusterSettings.LocalTasks;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTemplate;
import io.futil.fanout.spi.RemoteTasks;
import io.futil.fanout.spi.WorkerExecutor;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * One member of a cluster in a test: beans, threads to run tasks of others, and an
 * executor whose tasks run on members.
 */
final class TestMember implements AutoCloseable {

	private final ExecutorService threads;

	private final ExecutorService workers = Executors.newFixedThreadPool(32);

	final LocalNetwork.LocalTransport transport;

	final Dispatcher dispatcher;

	final Cluster cluster;

	final FanOutOperations fanOut;

	TestMember(LocalNetwork network, String name, Options options, Object... beans) {
		this.threads = Executors.newFixedThreadPool(options.capacity());
		this.transport = network.transport(name);
		DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
		for (Object bean : beans) {
			factory.registerSingleton(bean.getClass().getName(), bean);
		}
		AllowedTypes types = new AllowedTypes(List.of("io.futil.cluster"), getClass().getClassLoader());
		Codec codec = new Codec(types, 1 << 20);
		ClusterSettings settings = new ClusterSettings("test", 5701, 1, "127.0.0.1", List.of(), 0, "cpu",
				options.local(), options.hosting(), options.memberTimeout(), 1 << 20, List.of(), false);
		this.dispatcher = new Dispatcher("test", options.local());
		FanOutOperations local = FanOutTemplate.of(this.threads);
		TaskHost host = new TaskHost(() -> local, codec, new BeanInvoker(types, factory), List.of(),
				this.transport.self(), name);
		this.cluster = new Cluster(settings, this.transport, this.dispatcher, host, options::capacity);
		this.fanOut = FanOutTemplate
			.of(new Workers(this.workers, new RemoteCalls(types, codec, this.dispatcher, List.of())));
		this.cluster.start();
		network.settle();
	}

	/** As its executor does that stops and has waited long enough. */
	void interruptTasks() {
		this.threads.shutdownNow();
	}

	@Override
	public void close() {
		this.cluster.destroy();
		this.workers.shutdownNow();
		this.threads.shutdownNow();
	}

	/** How a member is set up. */
	record Options(int capacity, LocalTasks local, boolean hosting, Duration memberTimeout) {

		static final Options DEFAULT = new Options(2, LocalTasks.ALWAYS, true, Duration.ofMinutes(10));

		Options local(LocalTasks local) {
			return new Options(this.capacity, local, this.hosting, this.memberTimeout);
		}

		Options memberTimeout(Duration memberTimeout) {
			return new Options(this.capacity, this.local, this.hosting, memberTimeout);
		}

		Options capacity(int capacity) {
			return new Options(capacity, this.local, this.hosting, this.memberTimeout);
		}

	}

	/** Threads that wait for what others do. */
	private record Workers(ExecutorService threads, RemoteTasks remoteTasks,
			AtomicInteger made) implements WorkerExecutor {

		Workers(ExecutorService threads, RemoteTasks remoteTasks) {
			this(threads, remoteTasks, new AtomicInteger());
		}

		@Override
		public int concurrency() {
			return 32;
		}

		@Override
		public boolean isShutdown() {
			return this.threads.isShutdown();
		}

		@Override
		public Runnable decorate(Runnable worker) {
			return worker;
		}

		@Override
		public void execute(Runnable task) {
			this.threads.execute(task);
		}

		@Override
		public void executeDecorated(Runnable task) {
			this.threads.execute(task);
		}

		@Override
		public Thread newSpareThread(Runnable task) {
			return new Thread(task, "spare-" + this.made.incrementAndGet());
		}

	}

}
