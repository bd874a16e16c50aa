package io.futil.retry;

import java.net.MalformedURLException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.ClassUtils;

/**
 * Says what to add where a method is annotated and Spring Retry is not there. The
 * annotation has an attribute of a type of Spring Retry, so without it no annotation of
 * that method can be read, by anybody; and whoever fails to does not say of which class.
 * That is looked for in the file that was scanned, or in those of the bean that failed.
 */
final class MissingSpringRetryFailureAnalyzer implements FailureAnalyzer {

	private static final String MISSING = "org.springframework.retry.annotation.Backoff";

	/** How Spring tells which file it was reading. */
	private static final Pattern SCANNED = Pattern.compile("candidate component class: (file|URL) \\[(.+\\.class)]$");

	private final BeanFactory beanFactory;

	MissingSpringRetryFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		if (causes(failure).noneMatch(MissingSpringRetryFailureAnalyzer::isMissing)) {
			return null;
		}
		return new FailureAnalysis(whatIsAnnotated(failure)
				+ " is annotated with @ParallelRetryable, which needs Spring Retry, and that is not on the class path.",
				"Add a dependency on org.springframework.retry:spring-retry, version 2.0.13, or remove the annotation.",
				failure);
	}

	/** By reflection it is an error, and for whoever reads the file an exception. */
	private static boolean isMissing(Throwable cause) {
		return (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException)
				&& cause.getMessage() != null && MISSING.equals(cause.getMessage().replace('/', '.'));
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
	}

	private String whatIsAnnotated(Throwable failure) {
		return causes(failure).flatMap((cause) -> Stream.concat(scanned(cause), failed(cause)))
			.flatMap((file) -> Stream.ofNullable(AnnotatedClassFile.whatIsAnnotated(file)))
			.findFirst()
			.orElse("A method or class");
	}

	private static Stream<Resource> scanned(Throwable failure) {
		Matcher scanned = SCANNED.matcher(String.valueOf(failure.getMessage()));
		if (!scanned.find()) {
			return Stream.empty();
		}
		try {
			return Stream.of(scanned.group(1).equals("file") ? new FileSystemResource(scanned.group(2))
					: new UrlResource(scanned.group(2)));
		}
		catch (MalformedURLException ex) {
			return Stream.empty();
		}
	}

	private Stream<Resource> failed(Throwable failure) {
		Class<?> type = (failure instanceof BeanCreationException ex) ? type(ex.getBeanName()) : null;
		if (type == null) {
			return Stream.empty();
		}
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Class<?> next = type; next != null; next = next.getSuperclass()) {
			types.add(next);
		}
		types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
		return types.stream()
			.map((next) -> new ClassPathResource(ClassUtils.convertClassNameToResourcePath(next.getName()) + ".class",
					next.getClassLoader()));
	}

	private @Nullable Class<?> type(@Nullable String bean) {
		try {
			return (bean != null) ? this.beanFactory.getType(bean, false) : null;
		}
		catch (BeansException | LinkageError ex) {
			return null;
		}
	}

}
