package io.futil.sample.audit;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar over the bytes to hash: on a terminal one line that is redrawn, in a
 * file or a pipe a new line every other second.
 */
final class ProgressDisplay implements AutoCloseable {

	private static final int WIDTH = 79;

	private static final long KIBIBYTE = 1024;

	private static final long MEBIBYTE = 1024 * KIBIBYTE;

	private final ProgressBar bar;

	private final int files;

	private int done;

	private ProgressDisplay(ProgressBar bar, int files) {
		this.bar = bar;
		this.files = files;
	}

	static ProgressDisplay of(List<Candidate> candidates, PrintStream out) {
		long bytes = candidates.stream().mapToLong(Candidate::bytes).sum();
		ProgressBarBuilder builder = ProgressBar.builder()
			.setTaskName("Hashing")
			.setInitialMax(Math.max(1, bytes))
			.setStyle(ProgressBarStyle.ASCII);
		if (bytes < 10 * MEBIBYTE) {
			builder.setUnit(" KiB", KIBIBYTE);
		}
		else {
			builder.setUnit(" MiB", MEBIBYTE);
		}
		if (isTerminal()) {
			builder.setConsumer(new ConsoleProgressBarConsumer(out, WIDTH)).setUpdateIntervalMillis(100);
		}
		else {
			builder.setConsumer(new DelegatingProgressBarConsumer(new ChangedLines(out), WIDTH))
				.setUpdateIntervalMillis(2000);
		}
		return new ProgressDisplay(builder.build(), candidates.size());
	}

	void step(Candidate candidate) {
		this.done++;
		this.bar.setExtraMessage(" " + this.done + " of " + this.files + " files");
		this.bar.stepBy(candidate.bytes());
	}

	@Override
	public void close() {
		if (this.done == this.files) {
			// Where all files are empty, no step has moved the bar.
			this.bar.stepTo(this.bar.getMax());
		}
		this.bar.close();
	}

	private static boolean isTerminal() {
		return System.console() != null && !"dumb".equals(System.getenv("TERM"));
	}

	/**
	 * Prints a line unless it is the one before: the bar draws its last state twice.
	 */
	private static final class ChangedLines implements Consumer<String> {

		private final PrintStream out;

		private String last = "";

		private ChangedLines(PrintStream out) {
			this.out = out;
		}

		@Override
		public void accept(String line) {
			String text = line.stripTrailing();
			if (!text.equals(this.last)) {
				this.last = text;
				this.out.println(text);
			}
		}

	}

}
