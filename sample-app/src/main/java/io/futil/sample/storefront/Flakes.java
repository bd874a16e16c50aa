package io.futil.sample.storefront;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Decides which requests fail. By chance, but the same chance each time the sample is
 * started: the n-th request to an upstream has the same fate as long as the seed is the
 * same.
 */
@Component
final class Flakes {

	private final Map<String, Random> dice = new ConcurrentHashMap<>();

	private final long seed;

	private final double share;

	Flakes(StorefrontProperties properties) {
		this.seed = properties.seed();
		this.share = properties.flake();
	}

	/**
	 * Whether the next request to an upstream fails.
	 */
	boolean next(String upstream, Faults faults) {
		Random dice = this.dice.computeIfAbsent(upstream, (name) -> new Random(this.seed + name.hashCode()));
		return dice.nextFloat() < ((faults.flake() != null) ? faults.flake() : this.share);
	}

}
