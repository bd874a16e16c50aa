package io.futil.docs;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.futil.docs.Domain.Probe;
import io.futil.docs.Domain.Site;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import io.futil.fanout.TaskResult.Reason;
import io.futil.fanout.Tasks;

/**
 * Recipe: all that an application depends on is asked at once.
 */
final class HealthChecks {

	private final FanOutOperations fanOut;

	private final Tasks<Boolean> probes;

	private final Duration patience;

	HealthChecks(FanOutOperations fanOut, Tasks<Boolean> probes, Duration patience) {
		this.fanOut = fanOut;
		this.probes = probes;
		this.patience = patience;
	}

	static Tasks<Boolean> probes(Probe probe, Site shop, Site search) {
		Tasks<Boolean> probes = Tasks.of("shop", () -> probe.answers(shop)).and("search", () -> probe.answers(search));

		return probes;
	}

	Map<String, String> check() {
		Map<String, String> states = new LinkedHashMap<>();
		this.fanOut.named("health")
			.timeout(this.patience)
			.scatterGatherResults(this.probes)
			.forEach((name, answer) -> states.put(name, state(answer)));
		return states;
	}

	private static String state(TaskResult<String, Boolean> answer) {
		if (answer instanceof TaskResult.Failure<String, Boolean> failure) {
			return (failure.reason() == Reason.FAILED) ? "down" : "no answer";
		}
		return answer.value() ? "up" : "down";
	}

}
