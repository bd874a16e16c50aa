package io.futil.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The sample in a process of its own, in the locale of choice.
 */
public final class SampleProcess implements AutoCloseable {

	private final Process process;

	private final Path errors;

	private SampleProcess(Process process, Path errors) {
		this.process = process;
		this.errors = errors;
	}

	public static SampleProcess start(String locale, String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), SampleApplication.class.getName()));
		command.addAll(List.of(arguments));
		Path errors = Files.createTempFile("sample", ".err");
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
		builder.environment().put("LC_ALL", locale);
		builder.environment().put("LANG", locale);
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		return new SampleProcess(builder.start(), errors);
	}

	/**
	 * Read until a line that starts as given, or the end.
	 */
	List<String> outputUntil(String start) throws IOException {
		List<String> lines = new ArrayList<>();
		BufferedReader reader = this.process.inputReader(StandardCharsets.ISO_8859_1);
		for (String line = reader.readLine(); line != null; line = reader.readLine()) {
			lines.add(line);
			if (line.startsWith(start)) {
				break;
			}
		}
		return lines;
	}

	/**
	 * Ask it to stop, as Ctrl-C does.
	 */
	public void terminate() {
		this.process.destroy();
	}

	public int exitCode() throws InterruptedException {
		return this.process.waitFor();
	}

	public List<String> errors() throws IOException {
		return Files.readAllLines(this.errors, StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly();
		Files.deleteIfExists(this.errors);
	}

}
