package io.futil.fanout.spi;

import java.time.Duration;
import java.util.List;

/**
 * A task that goes on although its call has ended. It says where, and never with what
 * item.
 *
 * @param operation the operation of its call, as the user has written it
 * @param thread the name of the thread
 * @param since how long ago its call ended
 * @param stack the frames of the thread, innermost first
 */
public record AbandonedTask(String operation, String thread, Duration since, List<StackTraceElement> stack) {
}
