package io.futil.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.futil.autoconfigure.FutilExecutorsAutoConfiguration;
import io.futil.autoconfigure.FutilFanOutAutoConfiguration;
import io.futil.autoconfigure.FutilProperties;
import io.futil.docs.Page.Block;
import io.futil.fanout.spi.RemoteTasks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * The settings on the pages start an application, and each of their keys is one.
 */
class PageSettingsTests {

	private static final KnownKeys KNOWN = KnownKeys.read();

	private static final Set<String> METERS = Meters.names();

	/** Beside these an example may have keys of its own application. */
	private static final Pattern KNOWN_OWNERS = Pattern.compile("^(futil|management|spring)\\..+");

	/**
	 * In the text: the beginning of a key, perhaps with a placeholder, perhaps with a
	 * value.
	 */
	private static final Pattern KEY = Pattern
		.compile("^((?:futil|management|spring)\\.[a-z0-9.<>-]+)(?:(?:=|: ?).*)?$");

	static Stream<Block> settings() {
		return Page.all()
			.stream()
			.flatMap((page) -> Stream.concat(page.blocks("yaml").stream(), page.blocks("properties").stream()));
	}

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void theyStartAnApplication(Block block) throws IOException {
		List<PropertySource<?>> sources = load(block);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class,
					FutilExecutorsAutoConfiguration.class, FutilFanOutAutoConfiguration.class))
			// Nobody listens anywhere because a page shows a cluster.
			.withBean(RemoteTasks.class, () -> mock(RemoteTasks.class))
			.withInitializer((context) -> sources.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(FutilProperties.class));
	}

	@ParameterizedTest
	@MethodSource("settings")
	void eachOfTheirKeysIsOne(Block block) throws IOException {
		assertThat(keys(block)).isNotEmpty()
			.filteredOn((key) -> KNOWN_OWNERS.matcher(key).matches())
			.allMatch(KNOWN::knows);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void eachKeyInTheTextIsOne(Page page) {
		assertThat(page.code().stream().map(KEY::matcher).filter(Matcher::matches).map((key) -> key.group(1)))
			.allMatch((key) -> KNOWN.knowsGroup(key) || METERS.contains(key));
	}

	private static Set<String> keys(Block block) throws IOException {
		Set<String> keys = new TreeSet<>();
		for (PropertySource<?> source : load(block)) {
			for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				keys.add(key.replaceAll("\\[\\d+]$", ""));
			}
		}
		return keys;
	}

	private static List<PropertySource<?>> load(Block block) throws IOException {
		PropertySourceLoader loader = block.language().equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		return loader.load(block.toString(), new ByteArrayResource(block.code().getBytes(StandardCharsets.UTF_8)));
	}

}
