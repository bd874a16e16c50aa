package io.futil.docs;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.futil.fanout.AsyncFanOutOperations;
import io.futil.fanout.FanOutOperations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each verb has a section that tells all there is to know of it.
 */
class VerbPagesTests {

	private static final List<Page> PAGES = Page.reference()
		.stream()
		.filter((page) -> page.file().getFileName().toString().startsWith("verbs-"))
		.toList();

	static Stream<Method> verbs() {
		return Stream.of(FanOutOperations.class.getMethods())
			.filter((method) -> method.getReturnType() != FanOutOperations.class)
			.filter((method) -> method.getReturnType() != AsyncFanOutOperations.class);
	}

	static Stream<Method> asyncVerbs() {
		return Stream.of(AsyncFanOutOperations.class.getMethods());
	}

	@ParameterizedTest
	@MethodSource("verbs")
	void eachHasItsSignatureAnExampleAndAllThatCanHappen(Method verb) {
		String section = PAGES.stream().map((page) -> page.section(verb.getName())).collect(Collectors.joining());
		assertThat(section).contains("`" + signature(verb) + "`").contains("```java\n");
		assertThat(section.lines().filter((line) -> line.startsWith("| **")).map((line) -> line.split("\\*\\*")[1]))
			.containsExactly("Order", "Failure", "Time-out", "Interrupt", "Rejection", "Input and memory");
	}

	@ParameterizedTest
	@MethodSource("asyncVerbs")
	void eachThatReturnsAFutureIsListed(Method verb) {
		assertThat(PAGES.stream().map(Page::text)).anyMatch((text) -> text.contains("| `" + signature(verb) + "` |"));
	}

	/** As one would tell it: without the bounds of what is inferred anyway. */
	private static String signature(Method verb) {
		return Stream.of(verb.getParameters())
			.map((parameter) -> told(parameter.getParameterizedType()) + " " + name(parameter))
			.collect(Collectors.joining(", ", told(verb.getGenericReturnType()) + " " + verb.getName() + "(", ")"));
	}

	private static String name(Parameter parameter) {
		assertThat(parameter.isNamePresent()).isTrue();
		return parameter.getName();
	}

	private static String told(Type type) {
		return type.getTypeName().replaceAll("\\w+\\.", "").replaceAll("\\? (super|extends) ", "");
	}

}
