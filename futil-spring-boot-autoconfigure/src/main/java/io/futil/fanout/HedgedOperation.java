package io.futil.fanout;

import org.jspecify.annotations.Nullable;

/**
 * What the hedged calls of one operation have in common.
 *
 * @param budget how many hedges they may start
 * @param latencies how long their first tasks have taken, {@code null} if that is not
 * kept
 */
record HedgedOperation(HedgeBudget budget, @Nullable Latencies latencies) {
}
