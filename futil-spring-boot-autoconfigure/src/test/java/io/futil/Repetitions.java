package io.futil;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has a class of tests run as often as {@code futil.contract.repetitions} says.
 */
final class Repetitions implements ClassTemplateInvocationContextProvider {

	private static final int NUMBER = Integer.getInteger("futil.contract.repetitions", 1);

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
		return IntStream.rangeClosed(1, NUMBER).mapToObj(Repetition::new);
	}

	private record Repetition(int number) implements ClassTemplateInvocationContext {

		@Override
		public String getDisplayName(int invocationIndex) {
			return "repetition " + this.number + " of " + NUMBER;
		}

	}

}
