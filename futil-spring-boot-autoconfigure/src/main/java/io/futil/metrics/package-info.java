/**
 * What Micrometer shows of the calls: {@link io.futil.metrics.FanOutObservations} makes
 * an observation of each, {@link io.futil.metrics.FanOutMeters} times and counts what
 * happens in it, and {@link io.futil.metrics.ExecutorMeters} looks at executors that are
 * no pools. Each hears of the calls by itself, and all name them by the same
 * {@link io.futil.metrics.CallNames}, so that there are never more meters than those
 * allow.
 */
@NullMarked
package io.futil.metrics;

import org.jspecify.annotations.NullMarked;
