package io.futil.sample.verbs;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.futil.fanout.FanOutOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The verbs that return futures. Spring MVC takes them as they are, and no thread of the
 * server waits.
 */
@RestController
@RequestMapping("/try")
final class FutureVerbs {

	private final FanOutOperations fanOut;

	FutureVerbs(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	@GetMapping("/submit")
	CompletableFuture<String> submit(@ModelAttribute Knobs knobs) {
		return knobs.call(this.fanOut, "submit").submit(() -> knobs.work(0));
	}

	@GetMapping("/async")
	CompletableFuture<List<String>> async(@ModelAttribute Knobs knobs) {
		return knobs.call(this.fanOut, "async").async().map(knobs.items(), knobs::work);
	}

}
