package io.futil.sample.storefront;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A question to an upstream, for which it may have to be asked more than once.
 *
 * @param faults what the upstream is to suffer from
 * @param attempts how often it has been asked so far
 */
record Inquiry(Faults faults, AtomicInteger attempts) {

	static Inquiry with(Faults faults) {
		return new Inquiry(faults, new AtomicInteger());
	}

	boolean wasMade() {
		return this.attempts.get() > 0;
	}

}
