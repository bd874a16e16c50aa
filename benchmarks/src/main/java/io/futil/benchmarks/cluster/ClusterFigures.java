package io.futil.benchmarks.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.futil.benchmarks.Machine;
import io.futil.benchmarks.OtherLoad;
import io.futil.benchmarks.TextTable;
import io.futil.benchmarks.cluster.Labour.Done;
import io.futil.benchmarks.cluster.Labour.Piece;
import io.futil.cluster.ClusterTask;
import io.futil.cluster.ClusterTasks;

/**
 * What a task costs that runs in another JVM, and what it costs to lose that. All JVMs
 * share the processors of this machine, so nothing gets faster here.
 */
final class ClusterFigures {

	private static final ClusterTask<Piece, Done> TURN = ClusterTasks.bean(Labour.class, Labour::turn);

	private static final ClusterTask<Integer, Integer> NOTHING = ClusterTasks.bean(Labour.class, Labour::nothing);

	/** A message takes a long way, all of which is to be compiled, in each JVM. */
	private static final int WARM_UPS = 5;

	private static final int ROUNDS = 7;

	private final List<String[]> lines = new ArrayList<>();

	public static void main(String[] args) throws Exception {
		int losses = (args.length > 0) ? Integer.parseInt(args[0]) : 10;
		System.out.println(Machine.describe());
		ClusterFigures figures = new ClusterFigures();
		figures.head("figure", "cluster", "local", "ratio", "more per item", "others");
		try (Sender sender = new Sender("never")) {
			figures.alone(sender);
			figures.batched(sender);
			figures.throughput("two workers", sender, 1, 2_000);
			figures.throughput("two workers", sender, 100, 40);
			figures.print();
			if (losses > 0) {
				figures.head("min / median / max of " + losses, "call, ms", "x undisturbed", "recovery, ms", "others");
				Losses calls = new Losses(sender, Labour.turnsOf(200_000));
				figures.lose("kill -9", calls, losses, Worker::kill);
				figures.lose("kill -STOP", calls, losses, Worker::stop);
				figures.print();
			}
		}
		figures.head("figure", "cluster", "local", "ratio", "more per item", "others");
		try (Sender sender = new Sender("always")) {
			figures.throughput("two workers and the sender", sender, 1, 2_000);
			figures.throughput("two workers and the sender", sender, 100, 40);
		}
		figures.print();
	}

	private void head(String... columns) {
		this.lines.clear();
		this.lines.add(columns);
	}

	private void print() {
		System.out.println(TextTable.of(this.lines));
	}

	private void alone(Sender sender) throws Exception {
		Callable<Integer> remote = () -> sender.remote().map(List.of(1), NOTHING).get(0);
		Callable<Integer> local = () -> sender.local().map(List.of(1), sender.labour()::nothing).get(0);
		compare("empty task alone, us", 1e3, 1, sender, times(remote, 2_000), times(local, 2_000));
	}

	private void batched(Sender sender) throws Exception {
		List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();
		Callable<Integer> remote = () -> sender.remote().map(numbers, NOTHING).size();
		Callable<Integer> local = () -> sender.local().map(numbers, sender.labour()::nothing).size();
		compare("empty task, 10,000 at once, us", 1e3, 10_000, sender, times(remote, 5), times(local, 5));
	}

	private void throughput(String who, Sender sender, int millis, int items) throws Exception {
		long turns = Labour.turnsOf(millis * 1_000_000L);
		List<Piece> pieces = IntStream.range(0, items).mapToObj((number) -> new Piece(number, turns)).toList();
		List<Done> expected = pieces.stream().map(sender.labour()::turn).toList();
		Callable<Boolean> remote = () -> check(expected.equals(sender.remote().map(pieces, TURN)));
		Callable<Boolean> local = () -> check(expected.equals(sender.local().map(pieces, sender.labour()::turn)));
		compare("item of " + millis + " ms, " + who + ", ms", 1e6, items, sender, remote, local);
	}

	private static boolean check(boolean right) {
		if (!right) {
			throw new IllegalStateException("A result is wrong");
		}
		return true;
	}

	/** The same so many times; what is left is the time of all. */
	private static Callable<Boolean> times(Callable<Integer> call, int times) {
		return new Repeated(call, times);
	}

	/** Both in each round, one after the other. */
	private void compare(String figure, double unit, int items, Sender sender, Callable<Boolean> remote,
			Callable<Boolean> local) throws Exception {
		double[] remotes = new double[ROUNDS];
		double[] locals = new double[ROUNDS];
		double[] ratios = new double[ROUNDS];
		for (int i = 0; i < WARM_UPS; i++) {
			remote.call();
			local.call();
		}
		OtherLoad load = OtherLoad.now();
		for (int round = 0; round < ROUNDS; round++) {
			remotes[round] = nanos(remote) / items;
			locals[round] = nanos(local) / items;
			ratios[round] = remotes[round] / locals[round];
		}
		double others = load.since();
		double more = median(remotes) - median(locals);
		this.lines.add(new String[] { figure, number(median(remotes) / unit), number(median(locals) / unit),
				number(median(ratios)), number(more / 1e3) + " us", number(others) });
	}

	private static double nanos(Callable<Boolean> call) throws Exception {
		long before = System.nanoTime();
		call.call();
		double nanos = System.nanoTime() - before;
		return (call instanceof Repeated repeated) ? nanos / repeated.times() : nanos;
	}

	private void lose(String how, Losses calls, int times, Losses.Loss loss) throws Exception {
		OtherLoad load = OtherLoad.now();
		Losses.Figures figures = calls.measure(how, times, loss);
		this.lines.add(new String[] { how, Losses.Figures.of(figures.millis(), "%.0f"),
				Losses.Figures.of(figures.ratios(), "%.2f"), Losses.Figures.of(figures.recoveries(), "%.0f"),
				number(load.since()) });
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value >= 100) ? "%.0f" : "%.2f", value);
	}

	private record Repeated(Callable<Integer> one, int times) implements Callable<Boolean> {

		@Override
		public Boolean call() throws Exception {
			for (int i = 0; i < this.times; i++) {
				this.one.call();
			}
			return true;
		}

	}

}
