package io.futil.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A bean that is no executor has the name of one. To use it silently, or to replace it,
 * would both be wrong.
 */
final class ExecutorNameTakenException extends RuntimeException {

	private final String name;

	ExecutorNameTakenException(String name, @Nullable Class<?> type) {
		super("Bean '" + name + "' is no Executor" + ((type != null) ? " but a " + type.getName() : "") + ", and '"
				+ name + "' is the name of an executor of futil");
		this.name = name;
	}

	String remedy() {
		return "Rename the bean '" + this.name
				+ "', or make it an Executor, which is then used in the place of futil's";
	}

}
