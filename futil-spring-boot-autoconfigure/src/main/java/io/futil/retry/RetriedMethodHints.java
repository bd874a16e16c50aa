package io.futil.retry;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.retry.annotation.Recover;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The methods that retry calls by reflection, which a native image has to keep: those
 * that are annotated, where an interface declares them, and those that recover. Asked of
 * every application, also of one without Spring Retry, which has none.
 */
final class RetriedMethodHints implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
		Class<?> type = ClassUtils.getUserClass(bean.getBeanClass());
		List<AnnotatedMethod> annotated = AnnotatedMethods.of(type);
		if (annotated.isEmpty()) {
			return null;
		}
		InterfaceMethods interfaces = InterfaceMethods.of(type);
		return (generation, code) -> Stream
			.concat(annotated.stream()
				.map(AnnotatedMethod::method)
				.flatMap((method) -> Stream.concat(Stream.of(method), interfaces.implementedBy(method))),
					Stream.of(ReflectionUtils.getUniqueDeclaredMethods(type,
							(method) -> AnnotatedElementUtils.hasAnnotation(method, Recover.class))))
			.forEach((
					method) -> generation.getRuntimeHints().reflection().registerMethod(method, ExecutableMode.INVOKE));
	}

}
