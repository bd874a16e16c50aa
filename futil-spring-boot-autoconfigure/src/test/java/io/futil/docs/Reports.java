package io.futil.docs;

import java.util.concurrent.CompletableFuture;

import io.futil.docs.Domain.Order;
import io.futil.docs.Domain.Renderer;
import io.futil.docs.Domain.Report;

import org.springframework.scheduling.annotation.Async;

/**
 * How a named executor is used without a fan-out.
 */
class Reports {

	private final Renderer renderer = new Renderer();

	@Async("io")
	CompletableFuture<Report> render(Order order) {
		return CompletableFuture.completedFuture(this.renderer.render(order));
	}

}
