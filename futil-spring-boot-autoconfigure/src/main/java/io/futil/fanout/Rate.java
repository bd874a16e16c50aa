package io.futil.fanout;

import java.time.Duration;

/**
 * How many attempts of a call may start, and in which time.
 *
 * @param permits the number of starts
 * @param period in which time
 */
record Rate(int permits, Duration period) {
}
