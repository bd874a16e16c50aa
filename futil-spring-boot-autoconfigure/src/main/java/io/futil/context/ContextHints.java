package io.futil.context;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * What a native image has to keep. A library that could not be looked up there would be
 * taken for absent, and what it has on a thread would not be taken to tasks.
 */
final class ContextHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (Library library : Library.values()) {
			hints.reflection().registerTypeIfPresent(classLoader, library.type());
		}
		if (ClassUtils.isPresent(Library.SERVLETS.type(), classLoader)) {
			hints.proxies().registerJdkProxy(ClassUtils.resolveClassName(Library.SERVLETS.type(), classLoader));
		}
	}

}
