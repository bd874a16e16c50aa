package io.futil.retry;

import java.io.Closeable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.util.ClassUtils;

/**
 * Which methods of a class its proxy can intercept. What it cannot would be called
 * without retry, and nobody would know.
 *
 * @param type the class
 * @param interfaces through which it is called, empty if through a subclass
 */
record ProxyRules(Class<?> type, List<Class<?>> interfaces) {

	/** Interfaces for the container, which are no reason for a proxy by interface. */
	private static final Set<Class<?>> CALLBACKS = Set.of(InitializingBean.class, DisposableBean.class, Closeable.class,
			AutoCloseable.class);

	static ProxyRules of(Class<?> type, boolean proxiesClasses) {
		List<Class<?>> interfaces = Stream.of(ClassUtils.getAllInterfacesForClass(type)).toList();
		boolean byInterface = type.isInterface() || Proxy.isProxyClass(type)
				|| (!proxiesClasses && interfaces.stream().anyMatch(ProxyRules::isForCallers));
		return new ProxyRules(type, byInterface ? interfaces : List.of());
	}

	private static boolean isForCallers(Class<?> type) {
		return type.getMethods().length > 0 && !CALLBACKS.contains(type)
				&& !List.of(type.getInterfaces()).contains(Aware.class);
	}

	void check(AnnotatedMethod annotated) {
		int modifiers = annotated.method().getModifiers();
		if (Modifier.isStatic(modifiers)) {
			throw annotated.refused("it is static, and a proxy intercepts methods of an instance only",
					"Make it an instance method, or remove the annotation");
		}
		if (Modifier.isPrivate(modifiers)) {
			throw annotated.refused("it is private, and a proxy cannot intercept it",
					"Make it public and call it from another bean, or remove the annotation");
		}
		if (!this.interfaces.isEmpty()) {
			requireInterface(annotated);
		}
		else if (Modifier.isFinal(this.type.getModifiers())) {
			throw annotated.refused(
					"the class is final and is not called through an interface, so it cannot be proxied",
					"Make the class non-final, or let it implement an interface and set spring.aop.proxy-target-class to"
							+ " false");
		}
		else if (Modifier.isFinal(modifiers)) {
			throw annotated.refused("it is final, and the proxy, a subclass, cannot override it",
					"Make it non-final, or remove the annotation");
		}
	}

	private void requireInterface(AnnotatedMethod annotated) {
		if (new InterfaceMethods(this.type, this.interfaces).implementedBy(annotated.method()).findAny().isEmpty()) {
			throw annotated.refused(
					"the bean is called through its interfaces " + this.interfaces
							+ ", and none of them has the method",
					"Declare it in one of them, or set spring.aop.proxy-target-class to true");
		}
	}

}
