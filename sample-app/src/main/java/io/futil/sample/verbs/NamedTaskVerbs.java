package io.futil.sample.verbs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The verbs that take named tasks. Each has three; {@code failAt} counts them from 0.
 */
@RestController
@RequestMapping("/try")
final class NamedTaskVerbs {

	private final FanOutOperations fanOut;

	NamedTaskVerbs(FanOutOperations fanOut) {
		this.fanOut = fanOut;
	}

	@GetMapping("/scatterGather")
	Answer scatterGather(@ModelAttribute Knobs knobs) {
		return Answer.of("scatterGather", () -> knobs.call(this.fanOut, "scatterGather").scatterGather(tasks(knobs)));
	}

	@GetMapping("/scatterGatherResults")
	Answer scatterGatherResults(@ModelAttribute Knobs knobs) {
		return Answer.of("scatterGatherResults", () -> {
			Map<String, Line> lines = new LinkedHashMap<>();
			knobs.call(this.fanOut, "scatterGatherResults")
				.scatterGatherResults(tasks(knobs))
				.forEach((name, result) -> lines.put(name, Line.of(result)));
			return lines;
		});
	}

	/**
	 * The first and the second branch are required, the third is optional.
	 */
	@GetMapping("/gather")
	Answer gather(@ModelAttribute Knobs knobs) {
		return Answer.of("gather", () -> knobs.call(this.fanOut, "gather").gather((gather) -> {
			var user = gather.require("user", () -> knobs.work(0));
			var basket = gather.require("basket", () -> knobs.work(1));
			var adverts = gather.optional("adverts", () -> knobs.work(2)).orElse("no adverts");
			return List.of(user.get(), basket.get(), adverts.get());
		}));
	}

	/**
	 * The third task is the quickest.
	 */
	@GetMapping("/firstSuccess")
	Answer firstSuccess(@ModelAttribute Knobs knobs) {
		return Answer.of("firstSuccess",
				() -> knobs.call(this.fanOut, "firstSuccess")
					.firstSuccess(Tasks.of("first", () -> knobs.workBackwards(0))
						.and("second", () -> knobs.workBackwards(1))
						.and("third", () -> knobs.workBackwards(2))));
	}

	private static Tasks<String> tasks(Knobs knobs) {
		return Tasks.<String>of("first", () -> knobs.work(0))
			.and("second", () -> knobs.work(1))
			.and("third", () -> knobs.work(2));
	}

}
