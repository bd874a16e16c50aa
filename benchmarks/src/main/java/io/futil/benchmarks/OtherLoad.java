package io.futil.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many processors were busy with something else, or taken away by the host of a
 * virtual machine. Known on Linux only.
 *
 * @param busy ticks that all processors were not idle, since the machine has started
 * @param own ticks of this process and of its children
 * @param nanos when that was read
 */
public record OtherLoad(long busy, long own, long nanos) {

	/** Linux counts in hundredths of a second for whoever reads its files. */
	private static final double NANOS_PER_TICK = 1e7;

	private static final OtherLoad UNKNOWN = new OtherLoad(-1, 0, 0);

	/**
	 * Look now.
	 * @return what was read
	 */
	public static OtherLoad now() {
		try {
			String[] all = Files.readString(Path.of("/proc/stat")).split("\n", 2)[0].split(" +");
			// cpu user nice system idle iowait irq softirq steal
			long busy = sum(all, 1, 3) + sum(all, 6, 8);
			long own = ticks("self")
					+ ProcessHandle.current().children().mapToLong((child) -> ticks(child.pid())).sum();
			return new OtherLoad(busy, own, System.nanoTime());
		}
		catch (IOException ex) {
			return UNKNOWN;
		}
	}

	private static long ticks(Object process) {
		try {
			String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
			// From the third column on: utime, stime, cutime, cstime are 14 to 17, the
			// latter of children that have ended.
			return sum(stat.substring(stat.lastIndexOf(')') + 2).split(" "), 11, 14);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static long sum(String[] columns, int from, int to) {
		return Stream.of(columns).skip(from).limit(to - from + 1).mapToLong(Long::parseLong).sum();
	}

	/**
	 * The load of others since then.
	 * @return the average number of processors, not a number if it is not known
	 */
	public double since() {
		OtherLoad now = now();
		if (this == UNKNOWN || now == UNKNOWN) {
			return Double.NaN;
		}
		double ticks = (now.busy - this.busy) - (now.own - this.own);
		return Math.max(0, ticks * NANOS_PER_TICK / (now.nanos - this.nanos));
	}

}
