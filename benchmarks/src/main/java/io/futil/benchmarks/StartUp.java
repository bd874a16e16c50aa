package io.futil.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * What the starter costs an application at its start: pairs of JVMs, one with it on the
 * class path and one without, that differ in nothing else.
 */
final class StartUp {

	private static final int PAIRS = 15;

	/** The first pair fills the caches of the machine. */
	private static final int WARM_UP = 1;

	private static final List<String> FIGURES = List.of("ms from the start of the JVM", "ms of SpringApplication.run",
			"classes loaded", "beans", "threads");

	private final String with;

	private final String without;

	private StartUp(Path classes, List<Path> libraries) {
		this.with = classPath(classes, libraries.stream());
		this.without = classPath(classes, libraries.stream().filter((library) -> !isOfTheStarter(library)));
	}

	public static void main(String[] args) throws Exception {
		int pairs = (args.length > 0) ? Integer.parseInt(args[0]) : PAIRS;
		Path classes = Files.createTempDirectory("start-up-");
		try (Stream<Path> libraries = Files.list(jar().resolveSibling("lib"))) {
			copyApplication(classes);
			System.out.println(Machine.describe());
			System.out.println(new StartUp(classes, libraries.sorted().toList()).measure(pairs));
		}
		finally {
			FileSystemUtils.deleteRecursively(classes);
		}
	}

	/** The jar names all libraries in its manifest, so its own classes come alone. */
	private static void copyApplication(Path classes) throws IOException {
		String name = StartedApplication.class.getName().replace('.', '/') + ".class";
		Path target = classes.resolve(name);
		Files.createDirectories(target.getParent());
		try (InputStream source = StartUp.class.getClassLoader().getResourceAsStream(name)) {
			Files.write(target, source.readAllBytes());
		}
	}

	private static Path jar() throws Exception {
		return Path.of(StartUp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static boolean isOfTheStarter(Path library) {
		String name = library.getFileName().toString();
		return name.startsWith("futil-") || name.startsWith("bucket4j");
	}

	private static String classPath(Path classes, Stream<Path> libraries) {
		return Stream.concat(Stream.of(classes), libraries)
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

	private String measure(int pairs) throws Exception {
		List<double[]> with = new ArrayList<>();
		List<double[]> without = new ArrayList<>();
		for (int pair = 0; pair < WARM_UP + pairs; pair++) {
			// Every other pair the other way round, so that neither always comes first.
			boolean withFirst = pair % 2 == 0;
			double[] first = start(withFirst ? this.with : this.without);
			double[] second = start(withFirst ? this.without : this.with);
			if (pair >= WARM_UP) {
				with.add(withFirst ? first : second);
				without.add(withFirst ? second : first);
			}
		}
		List<String[]> lines = new ArrayList<>();
		lines.add(new String[] { "figure, median of " + pairs, "without", "with", "ratio in a pair" });
		for (int figure = 0; figure < FIGURES.size(); figure++) {
			lines.add(line(figure, without, with));
		}
		return TextTable.of(lines);
	}

	private static String[] line(int figure, List<double[]> without, List<double[]> with) {
		double[] ratios = new double[with.size()];
		for (int pair = 0; pair < ratios.length; pair++) {
			ratios[pair] = with.get(pair)[figure] / without.get(pair)[figure];
		}
		return new String[] { FIGURES.get(figure), "%.0f".formatted(median(column(figure, without))),
				"%.0f".formatted(median(column(figure, with))), String.format(Locale.ROOT, "%.3f", median(ratios)) };
	}

	private static double[] column(int figure, List<double[]> starts) {
		return starts.stream().mapToDouble((start) -> start[figure]).toArray();
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	private static double[] start(String classPath) throws Exception {
		Path log = Files.createTempFile("start-up-", ".log");
		try {
			int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-XX:ActiveProcessorCount=2", "-Xmx256m", "-cp", classPath, StartedApplication.class.getName())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start()
				.waitFor();
			List<String> lines = Files.readAllLines(log);
			return lines.stream()
				.filter((line) -> line.startsWith("started\t"))
				.map((line) -> Arrays.stream(line.split("\t")).skip(1).mapToDouble(Double::parseDouble).toArray())
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The application ended with " + exit + ": " + lines));
		}
		finally {
			Files.delete(log);
		}
	}

}
