package io.futil.docs;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Stream;

import com.pivovarit.collectors.ParallelCollectors;
import com.pivovarit.collectors.ParallelCollectors.Batching;
import io.futil.docs.Domain.Image;

import static com.pivovarit.collectors.ParallelCollectors.parallel;
import static com.pivovarit.collectors.ParallelCollectors.parallelToOrderedStream;
import static com.pivovarit.collectors.ParallelCollectors.parallelToStream;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

/**
 * The collectors of parallel-collectors, before the move.
 */
final class WithCollectors {

	private final Executor executor;

	WithCollectors(Executor executor) {
		this.executor = executor;
	}

	List<Image> list(List<Image> images, Function<Image, Image> scale) {
		return images.stream().collect(parallel(scale, toList(), this.executor, 8)).join();
	}

	Set<Image> set(List<Image> images, Function<Image, Image> scale) {
		return images.stream().collect(parallel(scale, toCollection(HashSet::new), this.executor, 8)).join();
	}

	CompletableFuture<List<Image>> future(List<Image> images, Function<Image, Image> scale) {
		return images.stream().collect(parallel(scale, toList(), this.executor, 8));
	}

	List<Image> firstTwo(List<Image> images, Function<Image, Image> scale) {
		try (Stream<Image> scaled = images.stream().collect(parallelToStream(scale, this.executor, 8))) {
			return scaled.limit(2).toList();
		}
	}

	List<Image> ordered(List<Image> images, Function<Image, Image> scale) {
		return images.stream().collect(parallelToOrderedStream(scale, this.executor, 8)).toList();
	}

	List<Image> batches(List<Image> images, Function<Image, Image> scale) {
		return images.stream().collect(Batching.parallel(scale, toList(), this.executor, 8)).join();
	}

	CompletableFuture<List<Image>> futures(List<CompletableFuture<Image>> futures) {
		return futures.stream().collect(ParallelCollectors.toFuture());
	}

}
