package io.futil.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.futil.contract.SoakPlan.Ending;
import io.futil.contract.SoakPlan.Options;
import io.futil.contract.Verb.Trait;
import org.jspecify.annotations.Nullable;

/**
 * Makes up calls. What goes together is more likely to find something than anything at
 * all, so each call has a mood.
 */
final class SoakPlans {

	private static final int DEEPEST = 2;

	private static final List<Duration> SOON = List.of(Duration.ofMillis(1), Duration.ofMillis(3),
			Duration.ofMillis(10), Duration.ofMillis(30));

	private static final List<Deed> QUICK = List.of(Deed.RETURN, Deed.RETURN, Deed.RETURN_NULL, Deed.YIELD);

	private static final List<List<Deed>> MOODS = List.of(QUICK,
			List.of(Deed.RETURN, Deed.YIELD, Deed.WORK, Deed.REST, Deed.REST),
			List.of(Deed.RETURN, Deed.RETURN, Deed.WORK, Deed.REST, Deed.FAIL, Deed.FAIL_CHECKED, Deed.BREAK),
			List.of(Deed.REST, Deed.FAIL_SHARED, Deed.FAIL_CYCLIC, Deed.FAIL),
			List.of(Deed.RETURN, Deed.RETURN, Deed.REST, Deed.STAY, Deed.FAIL),
			List.of(Deed.RETURN, Deed.INTERRUPT_ITSELF, Deed.REST),
			List.of(Deed.RETURN, Deed.INTERRUPT_ITSELF, Deed.THROW_INTERRUPTED, Deed.REST, Deed.FAIL),
			List.of(Deed.RETURN, Deed.CALL, Deed.CALL, Deed.YIELD), List.of(Deed.CALL, Deed.REST, Deed.CALL, Deed.FAIL),
			List.of(Deed.values()));

	private final Dice dice;

	/** Whether nothing but a deadline ends a call for sure. */
	private final boolean alwaysTimed;

	SoakPlans(Dice dice, boolean alwaysTimed) {
		this.dice = dice;
		this.alwaysTimed = alwaysTimed;
	}

	/** A call that somebody makes who is not in a task. */
	SoakPlan next() {
		return next(0);
	}

	private SoakPlan next(int depth) {
		Verb verb = this.dice.of(Verb.values());
		boolean lazy = this.dice.oneIn(3);
		List<Deed> deeds = deeds(depth);
		Map<Integer, SoakPlan> inner = new HashMap<>();
		for (int place = 0; place < deeds.size(); place++) {
			if (deeds.get(place) == Deed.CALL) {
				inner.put(place, next(depth + 1));
			}
		}
		int sourceEnd = (lazy && this.dice.oneIn(10)) ? this.dice.below(deeds.size() + 1) : -1;
		return new SoakPlan(verb, lazy, sourceEnd, deeds, inner, this.dice.oneIn(5), options(verb, depth),
				ending(verb, depth), this.dice.of(0, 0, 1, 2, 3, 10, 100, 1_000));
	}

	private List<Deed> deeds(int depth) {
		List<Deed> mood = this.dice.of(MOODS);
		int size = (depth > 0) ? this.dice.below(4) : this.dice.of(0, 1, 2, 2, 3, 3, 4, 5, 8, 8, 17, 33, 100);
		if (depth == 0 && mood.equals(QUICK)) {
			size *= this.dice.of(1, 10);
		}
		List<Deed> deeds = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			// The more there are, the less they do.
			Deed deed = (size > 5 && this.dice.below(size) > 5) ? this.dice.of(QUICK) : this.dice.of(mood);
			deeds.add((deed == Deed.CALL && depth == DEEPEST) ? Deed.RETURN : deed);
		}
		return deeds;
	}

	private Options options(Verb verb, int depth) {
		boolean timed = this.dice.oneIn(3) || (this.alwaysTimed && depth == 0);
		Duration timeout = timed ? this.dice.of(SOON) : seldom(8, Caller.LIMIT);
		Duration taskTimeout = seldom(5, this.dice.oneIn(2) ? Caller.LIMIT : this.dice.of(SOON));
		Duration grace = seldom(2, this.dice.of(Duration.ZERO, Duration.ofMillis(1), Caller.LIMIT, Caller.LIMIT));
		int concurrency = this.dice.of(0, 0, 0, 1, 2, 3, 100);
		int chunkSize = this.dice.of(0, 0, 0, 1, 2, 7, 1_000);
		return new Options(timeout, taskTimeout, grace, concurrency, chunkSize,
				this.dice.oneIn(4) && !verb.is(Trait.INDEPENDENT));
	}

	private @Nullable Duration seldom(int times, Duration duration) {
		return this.dice.oneIn(times) ? duration : null;
	}

	private Ending ending(Verb verb, int depth) {
		if (verb.isStartable() && this.dice.oneIn(2)) {
			return of(Ending::isOfFutures);
		}
		if (verb.is(Trait.STREAMS) && this.dice.oneIn(2)) {
			return of(Ending::isOfStreams);
		}
		return (depth == 0 && this.dice.oneIn(6)) ? Ending.INTERRUPT : Ending.RUN;
	}

	private Ending of(Predicate<Ending> kind) {
		return this.dice.of(Arrays.stream(Ending.values()).filter(kind).toList());
	}

}
