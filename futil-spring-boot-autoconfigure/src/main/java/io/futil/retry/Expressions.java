package io.futil.retry;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

/**
 * Values of attributes that have an expression beside them. An expression may contain
 * placeholders and nothing else: what could be evaluated is refused, not evaluated.
 */
final class Expressions {

	private final AnnotatedMethod method;

	private final StringValueResolver placeholders;

	Expressions(AnnotatedMethod method, StringValueResolver placeholders) {
		this.method = method;
		this.placeholders = placeholders;
	}

	String text(String attribute, String value, String expression) {
		String resolved = resolve(attribute, expression);
		return (resolved != null) ? resolved : value;
	}

	int number(String attribute, int value, String expression) {
		Integer resolved = parse(attribute, expression, Integer::valueOf, "a whole number");
		int number = (resolved != null) ? resolved : value;
		if (number < 0 || (resolved != null && number == 0)) {
			throw this.method.refused(attribute, number, "it must be at least 1",
					"Set 1 or more, or remove it for the default");
		}
		return number;
	}

	/** A time in milliseconds; as an expression it may have a unit. */
	@Nullable Duration time(String attribute, long value, String expression) {
		Duration resolved = parse(attribute, expression, Expressions::duration, "a duration such as 200ms or 2s");
		Duration time = (resolved != null) ? resolved : Duration.ofMillis(value);
		if (time.isNegative() || (resolved != null && time.isZero())) {
			throw this.method.refused(attribute, (resolved != null) ? resolved : value + " ms",
					"it must be longer than zero", "Set a longer time, or remove it for the default");
		}
		return time.isZero() ? null : time;
	}

	long millis(String attribute, long value, String expression) {
		Duration resolved = parse(attribute, expression, Expressions::duration, "a duration such as 200ms or 2s");
		long millis = (resolved != null) ? resolved.toMillis() : value;
		if (millis < 0) {
			throw this.method.refused(attribute, millis + " ms", "it must not be negative", "Set 0 or more");
		}
		return millis;
	}

	double factor(String attribute, double value, String expression) {
		Double resolved = parse(attribute, expression, Double::valueOf, "a number");
		double factor = (resolved != null) ? resolved : value;
		if (factor != 0 && !(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
			throw this.method.refused(attribute, factor, "it must be at least 1",
					"Set 1 or more, or remove it for delays that are all the same");
		}
		return factor;
	}

	boolean flag(String attribute, boolean value, String expression) {
		Boolean resolved = parse(attribute, expression, Expressions::flag, "true or false");
		return (resolved != null) ? resolved : value;
	}

	private <V> @Nullable V parse(String attribute, String expression, Function<String, V> parser, String what) {
		String resolved = resolve(attribute, expression);
		if (resolved == null) {
			return null;
		}
		try {
			return parser.apply(resolved.strip());
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw this.method.refused(attribute + "Expression",
					"'" + expression + "'" + (resolved.equals(expression) ? "" : " (that is '" + resolved + "')"),
					"it must be " + what + ", or a placeholder that stands for one",
					"Correct it, or the property it refers to");
		}
	}

	private @Nullable String resolve(String attribute, String expression) {
		if (!StringUtils.hasText(expression)) {
			return null;
		}
		if (expression.contains("#{")) {
			throw this.method.refused(attribute + "Expression", "'" + expression + "'",
					"expressions are not evaluated, only placeholders are resolved", "Use ${...} or a plain value");
		}
		String resolved = resolvePlaceholders(attribute, expression);
		if (resolved != null && resolved.contains("${")) {
			// Left as it is where the application has no strict resolver.
			throw noProperty(attribute, expression, "");
		}
		return StringUtils.hasText(resolved) ? resolved : null;
	}

	private @Nullable String resolvePlaceholders(String attribute, String expression) {
		try {
			return this.placeholders.resolveStringValue(expression);
		}
		catch (IllegalArgumentException ex) {
			throw noProperty(attribute, expression, " (" + ex.getMessage() + ")");
		}
	}

	private RefusedMethodException noProperty(String attribute, String expression, String detail) {
		return this.method.refused(attribute + "Expression", "'" + expression + "'",
				"there is no property for it" + detail,
				"Set the property, or give the placeholder a default, as in ${name:4}");
	}

	private static Duration duration(String text) {
		return DurationFormatterUtils.detectAndParse(text, DurationFormat.Unit.MILLIS);
	}

	private static boolean flag(String text) {
		if (!text.equals("true") && !text.equals("false")) {
			throw new IllegalArgumentException(text);
		}
		return text.equals("true");
	}

}
