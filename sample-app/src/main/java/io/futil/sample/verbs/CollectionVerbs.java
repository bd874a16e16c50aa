package io.futil.sample.verbs;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The verbs that take a collection of items.
 */
@RestController
@RequestMapping("/try")
final class CollectionVerbs {

	private final FanOutOperations fanOut;

	CollectionVerbs(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	@GetMapping("/map")
	Answer map(@ModelAttribute Knobs knobs) {
		return Answer.of("map", () -> knobs.call(this.fanOut, "map").map(knobs.items(), knobs::work));
	}

	@GetMapping("/mapOrDefault")
	Answer mapOrDefault(@ModelAttribute Knobs knobs) {
		return Answer.of("mapOrDefault",
				() -> knobs.call(this.fanOut, "mapOrDefault").mapOrDefault(knobs.items(), knobs::work, "a default"));
	}

	@GetMapping("/mapOrElse")
	Answer mapOrElse(@ModelAttribute Knobs knobs) {
		return Answer.of("mapOrElse",
				() -> knobs.call(this.fanOut, "mapOrElse")
					.mapOrElse(knobs.items(), knobs::work,
							(item, failure) -> "instead of item " + item + ": " + failure.getClass().getSimpleName()));
	}

	@GetMapping("/filter")
	Answer filter(@ModelAttribute Knobs knobs) {
		return Answer.of("filter", () -> knobs.call(this.fanOut, "filter")
			.filter(knobs.items(), (item) -> !knobs.work(item).isEmpty() && item % 2 == 0));
	}

	@GetMapping("/forEach")
	Answer forEach(@ModelAttribute Knobs knobs) {
		return Answer.of("forEach", () -> {
			Queue<String> seen = new ConcurrentLinkedQueue<>();
			knobs.call(this.fanOut, "forEach").forEach(knobs.items(), (item) -> seen.add(knobs.work(item)));
			return seen;
		});
	}

	@GetMapping("/results")
	Answer results(@ModelAttribute Knobs knobs) {
		return Answer.of("results",
				() -> knobs.call(this.fanOut, "results")
					.results(knobs.items(), knobs::work)
					.stream()
					.map(Line::of)
					.toList());
	}

	@GetMapping("/stream")
	Answer stream(@ModelAttribute Knobs knobs) {
		return Answer.of("stream", () -> {
			try (Stream<String> results = knobs.call(this.fanOut, "stream")
				.stream(knobs.items(), knobs::workBackwards)) {
				return results.toList();
			}
		});
	}

	@GetMapping("/asCompleted")
	Answer asCompleted(@ModelAttribute Knobs knobs) {
		return Answer.of("asCompleted", () -> {
			try (Stream<TaskResult<Integer, String>> results = knobs.call(this.fanOut, "asCompleted")
				.asCompleted(knobs.items(), knobs::workBackwards)) {
				return results.map(Line::of).toList();
			}
		});
	}

}
