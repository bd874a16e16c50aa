package io.futil.actuate;

import java.util.List;

import io.futil.fanout.spi.ResizableExecutor;

/**
 * An executor of futil in this application.
 *
 * @param name the name of its bean
 * @param executor the executor
 * @param settings what it was configured with
 */
public record KnownExecutor(String name, ResizableExecutor executor, List<Setting> settings) {
}
