/**
 * Fan-out over executors: {@link io.futil.fanout.FanOutOperations} and what it returns.
 */
@NullMarked
package io.futil.fanout;

import org.jspecify.annotations.NullMarked;
