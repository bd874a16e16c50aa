package io.futil.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.futil.fanout.spi.ResizableExecutor;
import io.futil.fanout.spi.WorkerExecutor;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;

/**
 * An application that serves HTTP on a port of its own with a graceful shutdown, and its
 * clients.
 */
final class ServedApplication {

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final ConfigurableApplicationContext context;

	private final CompletingTaskExecutor io;

	private final int port;

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private ServedApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.io = context.getBean("io", CompletingTaskExecutor.class);
		this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	static ServedApplication start(Class<?> controller, List<String> settings) {
		SpringApplication application = new SpringApplication(Application.class, controller);
		application.setBannerMode(Banner.Mode.OFF);
		application.setRegisterShutdownHook(false);
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--server.address=127.0.0.1",
				"--server.shutdown=graceful", "--spring.jmx.enabled=false"));
		settings.forEach((setting) -> arguments.add("--" + setting));
		return new ServedApplication(application.run(arguments.toArray(String[]::new)));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	CompletingTaskExecutor io() {
		return this.io;
	}

	boolean isIoRunning() {
		return ((SmartLifecycle) this.io).isRunning();
	}

	boolean isIoShutDown() {
		return ((WorkerExecutor) this.io).isShutdown();
	}

	/** Wait until there is more to do than threads. */
	void awaitFullIo() {
		ResizableExecutor executor = (ResizableExecutor) io();
		until("tasks wait for a thread",
				() -> executor.load().running() == executor.concurrency() && executor.load().queued() > 0);
	}

	CompletableFuture<HttpResponse<String>> get(String path) {
		URI uri = URI.create("http://127.0.0.1:" + this.port + path);
		return this.client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
	}

	/** Close the context on a thread of its own. */
	CompletableFuture<Void> close() {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		new Thread(() -> {
			try {
				this.context.close();
				closed.complete(null);
			}
			catch (Throwable ex) {
				closed.completeExceptionally(ex);
			}
		}, "close").start();
		return closed;
	}

	boolean takesConnections() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (SocketException ex) {
			// Refused, or reset where the port was being closed at this very moment.
			return false;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void until(String what, BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > PATIENCE_NANOS) {
				throw new AssertionError("Waited in vain until " + what);
			}
			Thread.yield();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
