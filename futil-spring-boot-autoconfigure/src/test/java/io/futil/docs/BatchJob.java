package io.futil.docs;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.futil.docs.Domain.Mailer;
import io.futil.docs.Domain.Order;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.Progress;

/**
 * Recipe: a job tells how far it has come.
 */
final class BatchJob {

	private final FanOutOperations fanOut;

	private final Mailer mailer;

	private final Consumer<String> log;

	BatchJob(FanOutOperations fanOut, Mailer mailer, Consumer<String> log) {
		this.fanOut = fanOut;
		this.mailer = mailer;
		this.log = log;
	}

	void confirm(List<Order> orders) {
		this.fanOut.named("confirm")
			.onProgress((progress) -> this.log.accept(line(progress)))
			.forEach(orders, this.mailer::confirm);
	}

	private static String line(Progress progress) {
		String left = progress.eta()
			.map(Duration::toSeconds)
			.map((seconds) -> seconds + " s left")
			.orElse("just begun");
		return progress.done() + " of " + progress.total() + ", " + progress.failed() + " failed, " + left;
	}

}
