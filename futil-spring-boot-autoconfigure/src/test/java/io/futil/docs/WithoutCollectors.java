package io.futil.docs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.futil.docs.Domain.Image;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutFuture.Until;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;

import static java.time.Duration.ofSeconds;

/**
 * The same, after the move.
 */
final class WithoutCollectors {

	private final FanOutOperations fanOut;

	WithoutCollectors(FanOutOperations fanOut) {
		this.fanOut = fanOut.on("cpu");
	}

	List<Image> list(List<Image> images, Function<Image, Image> scale) {
		return this.fanOut.concurrency(8).map(images, scale::apply);
	}

	Set<Image> set(List<Image> images, Function<Image, Image> scale) {
		return new HashSet<>(this.fanOut.concurrency(8).map(images, scale::apply));
	}

	FanOutFuture<List<Image>> future(List<Image> images, Function<Image, Image> scale) {
		return this.fanOut.concurrency(8).async().map(images, scale::apply);
	}

	List<Image> firstTwo(List<Image> images, Function<Image, Image> scale) {
		try (var scaled = this.fanOut.concurrency(8).asCompleted(images, scale::apply)) {
			return scaled.limit(2).map(TaskResult::value).toList();
		}
	}

	List<Image> ordered(List<Image> images, Function<Image, Image> scale) {
		try (var scaled = this.fanOut.concurrency(8).stream(images, scale::apply)) {
			return scaled.toList();
		}
	}

	List<Image> batches(List<Image> images, Function<Image, Image> scale) {
		return this.fanOut.concurrency(8).map(images, scale::apply);
	}

	List<Image> futures(List<FanOutFuture<Image>> futures) {
		var waited = FanOutFuture.await(futures, Until.FIRST_EXCEPTION, ofSeconds(10));
		waited.notDone().forEach((future) -> future.cancel(true));
		waited.done().forEach(FanOutFuture::join);
		return futures.stream().map(FanOutFuture::join).toList();
	}

}
