package io.futil.autoconfigure;

import java.util.List;
import java.util.Objects;

import org.springframework.boot.context.properties.bind.handler.IgnoreTopLevelConverterNotFoundBindHandler;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Reads what is in the environment now, as strictly as the start does, and says what is
 * wrong with it in the same sentences.
 */
final class SettingsReader {

	private final Environment environment;

	private final BeanExecutorLookup executors;

	private final List<FailureAnalyzer> analyzers;

	SettingsReader(Environment environment, BeanExecutorLookup executors) {
		this.environment = environment;
		this.executors = executors;
		this.analyzers = List.of(new InvalidSettingFailureAnalyzer(environment), new UnknownKeyFailureAnalyzer(),
				new WrongTypeFailureAnalyzer(environment));
	}

	/**
	 * Read and check all of it.
	 * @throws RuntimeException if an application could not start with that
	 */
	FutilProperties read() {
		FutilProperties properties = new SettingsBinding(this.environment).now(new NoUnboundElementsBindHandler(
				new IgnoreTopLevelConverterNotFoundBindHandler(), new UnboundElementsSourceFilter()));
		String defaultExecutor = properties.fanOut().executor();
		if (!properties.executors().containsKey(defaultExecutor)) {
			this.executors.requireKnown(defaultExecutor);
		}
		return properties;
	}

	/** What is wrong and what to do. */
	String sentence(RuntimeException failure) {
		return this.analyzers.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.map(SettingsReader::sentence)
			.orElseGet(failure::toString);
	}

	private static String sentence(FailureAnalysis analysis) {
		return (analysis.getDescription() + " " + analysis.getAction()).replace('\n', ' ');
	}

}
