package io.futil.fanout.spi;

import java.time.Duration;
import java.util.List;

/**
 * A task as it runs. It says where, and never with what item.
 *
 * @param operation the operation of its call, as the user has written it
 * @param thread the name of the thread
 * @param since how long the call has been going on or, if the task is abandoned, how long
 * ago its call ended
 * @param stack the frames of the thread, innermost first
 */
public record RunningTask(String operation, String thread, Duration since, List<StackTraceElement> stack) {
}
