package io.futil.docs;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of the endpoint lists each field of its answer.
 */
class EndpointPageTests {

	private static final Pattern FIELD = Pattern.compile("`([a-z][A-Za-z]+)`(?: \\([^)]*\\))?");

	private static final Map<String, String> PARTS = Map.of("an executor", "ExecutorState", "a setting", "Setting",
			"a running call", "RunningCall", "a slow attempt", "SlowAttempt", "an abandoned task", "StuckTask",
			"a finished call", "FinishedCall");

	static Stream<Map.Entry<String, String>> parts() {
		return PARTS.entrySet().stream();
	}

	@ParameterizedTest
	@MethodSource("parts")
	void eachFieldIsListedInItsOrder(Map.Entry<String, String> part) throws Exception {
		List<String> row = Page.of("docs/endpoint.md")
			.rows()
			.stream()
			.filter((cells) -> cells.get(0).equals(part.getKey()))
			.findFirst()
			.orElseThrow();
		assertThat(FIELD.matcher(row.get(1)).results().map((MatchResult field) -> field.group(1)))
			.containsExactlyElementsOf(fields(part.getValue()));
	}

	@ParameterizedTest
	@MethodSource("sections")
	void eachSectionIsListed(String section) {
		assertThat(Page.of("docs/endpoint.md").text()).contains("| `" + section + "` |");
	}

	static List<String> sections() throws ClassNotFoundException {
		return fields("FanOutReport");
	}

	private static List<String> fields(String type) throws ClassNotFoundException {
		return Stream.of(Class.forName("io.futil.actuate." + type).getRecordComponents())
			.map(RecordComponent::getName)
			.toList();
	}

}
