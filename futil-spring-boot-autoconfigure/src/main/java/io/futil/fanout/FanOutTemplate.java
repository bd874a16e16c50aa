package io.futil.fanout;

/**
 * The implementation.
 */
public final class FanOutTemplate {

}
