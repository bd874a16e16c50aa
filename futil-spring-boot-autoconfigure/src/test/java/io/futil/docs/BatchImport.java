package io.futil.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.TaskResult;
import org.springframework.util.function.ThrowingFunction;

import static java.time.Duration.ofHours;

/**
 * Recipe: a file of any length is imported, line by line, in bounded memory.
 */
final class BatchImport {

	private final FanOutOperations fanOut;

	private final ThrowingFunction<String, Integer> importer;

	private final List<String> rejected = new ArrayList<>();

	private long rows;

	BatchImport(FanOutOperations fanOut, ThrowingFunction<String, Integer> importer) {
		this.fanOut = fanOut;
		this.importer = importer;
	}

	void run(Path file) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			load(lines::iterator);
		}
	}

	void load(Iterable<String> lines) {
		FanOutOperations importing = this.fanOut.named("import").concurrency(8).timeout(ofHours(12));
		try (var loaded = importing.asCompleted(lines, this.importer)) {
			loaded.forEach(this::count);
		}
	}

	private void count(TaskResult<String, Integer> line) {
		if (line.ok()) {
			this.rows += line.value();
		}
		else {
			this.rejected.add("line " + (line.index() + 1));
		}
	}

	long rows() {
		return this.rows;
	}

	List<String> rejected() {
		return this.rejected;
	}

}
