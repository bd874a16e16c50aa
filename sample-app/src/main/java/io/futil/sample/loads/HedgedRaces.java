package io.futil.sample.loads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Tasks;
import org.springframework.stereotype.Component;

/**
 * Races of two replicas, the second of which is asked when the first takes long. One race
 * in eight has a slow first one, and the budget of hedges is good for one in ten, with
 * ten saved up.
 */
@Component
final class HedgedRaces implements Load {

	private static final int SLOW_ONE_IN = 8;

	private final FanOutOperations all;

	private final FanOutOperations each;

	private final List<Integer> races;

	HedgedRaces(FanOutOperations fanOut, LoadProperties properties) {
		this.all = fanOut.on("io").named("races").concurrency(4).timeout(Duration.ofSeconds(60));
		this.each = fanOut.on("io").named("race").hedge(Duration.ofMillis(120)).timeout(Duration.ofSeconds(5));
		this.races = IntStream.range(0, properties.races()).boxed().toList();
	}

	@Override
	public String name() {
		return "race";
	}

	@Override
	public void run() {
		this.all.forEach(this.races, this::race);
	}

	private void race(Integer race) {
		long slow = (race % SLOW_ONE_IN == 0) ? 1500 : 40 + race % 5 * 15;
		this.each.firstSuccess(Tasks.of("primary", () -> answer(slow)).and("replica", () -> answer(60)));
	}

	private static Long answer(long millis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(millis);
		return millis;
	}

}
