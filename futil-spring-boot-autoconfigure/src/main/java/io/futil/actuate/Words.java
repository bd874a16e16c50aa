package io.futil.actuate;

import java.util.Locale;

/**
 * Constants as the endpoint writes them.
 */
final class Words {

	private Words() {
	}

	/** As in {@code timed-out}. */
	static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
