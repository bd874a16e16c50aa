package io.futil.actuate;

import java.util.List;

import io.futil.fanout.spi.AbandonedTask;

/**
 * A task that goes on although its call has ended, as the endpoint shows it. Of its stack
 * there are the frames.
 */
record StuckTask(String operation, String executor, String thread, double sinceMillis, List<String> stack) {

	private static final int DEEPEST = 100;

	static StuckTask of(AbandonedTask task, String executor) {
		return new StuckTask(Texts.name(task.operation()), executor, Texts.name(task.thread()),
				Times.millis(task.since()),
				task.stack().stream().limit(DEEPEST).map((frame) -> Texts.line(frame.toString())).toList());
	}

}
