package io.futil.fanout;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * The future of a call.
 */
public class FanOutFuture<R extends @Nullable Object> extends CompletableFuture<R> {

}
