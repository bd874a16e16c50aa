package io.futil.docs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.futil.docs.Domain.Image;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutFuture.Until;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.springframework.util.function.ThrowingFunction;

import static java.time.Duration.ofSeconds;

/**
 * The same, after the move.
 */
final class WithoutCollectors {

	private final FanOutOperations fanOut;

	WithoutCollectors(FanOutOperations fanOut) {
		this.fanOut = fanOut.on("cpu");
	}

	List<Image> list(List<Image> images, ThrowingFunction<Image, Image> scale) {
		return this.fanOut.concurrency(8).map(images, scale);
	}

	Set<Image> set(List<Image> images, ThrowingFunction<Image, Image> scale) {
		return new HashSet<>(this.fanOut.concurrency(8).map(images, scale));
	}

	FanOutFuture<List<Image>> future(List<Image> images, ThrowingFunction<Image, Image> scale) {
		return this.fanOut.concurrency(8).async().map(images, scale);
	}

	List<Image> firstTwo(List<Image> images, ThrowingFunction<Image, Image> scale) {
		try (var scaled = this.fanOut.concurrency(8).asCompleted(images, scale)) {
			return scaled.limit(2).map(TaskResult::value).toList();
		}
	}

	List<Image> ordered(List<Image> images, ThrowingFunction<Image, Image> scale) {
		try (var scaled = this.fanOut.concurrency(8).stream(images, scale)) {
			return scaled.toList();
		}
	}

	List<Image> batches(List<Image> images, ThrowingFunction<Image, Image> scale) {
		return this.fanOut.concurrency(8).map(images, scale);
	}

	List<Image> futures(List<FanOutFuture<Image>> futures) {
		FanOutFuture.await(futures, Until.FIRST_EXCEPTION, ofSeconds(10));
		return futures.stream().map(FanOutFuture::join).toList();
	}

}
