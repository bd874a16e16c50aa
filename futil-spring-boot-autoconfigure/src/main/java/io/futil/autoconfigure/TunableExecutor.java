package io.futil.autoconfigure;

import io.futil.fanout.spi.ResizableExecutor;

/**
 * An executor of ours, whose size can be changed in all its parts while it works.
 */
interface TunableExecutor extends ResizableExecutor {

	/**
	 * Change its size, as {@link #resize(int)} does: nothing is interrupted or lost.
	 * @return what it was before
	 * @throws Error if there is no thread to be had; the size is what it was then
	 */
	ExecutorSize resize(ExecutorSize size);

	@Override
	default int resize(int size) {
		return resize(new ExecutorSize(size, size)).max();
	}

}
