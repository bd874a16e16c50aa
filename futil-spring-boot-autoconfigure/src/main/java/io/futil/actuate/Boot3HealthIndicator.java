package io.futil.actuate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The health of executors as Spring Boot 3 asks for it. Its types are not there when this
 * is compiled: they have the same names in another package than those of Spring Boot 4,
 * and both lines are one artifact, of which there can be one version only.
 */
final class Boot3HealthIndicator implements InvocationHandler {

	private static final String HEALTH = "org.springframework.boot.actuate.health.Health";

	private final Executors executors;

	private final Method status = method(HEALTH, "status", String.class);

	private final Method withDetails = method(HEALTH + "$Builder", "withDetails", Map.class);

	private final Method build = method(HEALTH + "$Builder", "build");

	private Boot3HealthIndicator(Executors executors) {
		this.executors = executors;
	}

	/** The type of what {@link #of} returns. */
	static Class<?> type() {
		return type(HEALTH + "Indicator");
	}

	static Object of(Executors executors) {
		return Proxy.newProxyInstance(Boot3HealthIndicator.class.getClassLoader(), new Class<?>[] { type() },
				new Boot3HealthIndicator(executors));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.isDefault()) {
			return InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		return switch (method.getName()) {
			case "health" -> health();
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> "FanOutHealthIndicator";
		};
	}

	private @Nullable Object health() {
		ExecutorsHealth health = ExecutorsHealth.of(this.executors);
		Object builder = ReflectionUtils.invokeMethod(this.status, null, health.status());
		ReflectionUtils.invokeMethod(this.withDetails, builder, health.details());
		return ReflectionUtils.invokeMethod(this.build, builder);
	}

	private static Method method(String type, String name, Class<?>... parameters) {
		return ClassUtils.getMethod(type(type), name, parameters);
	}

	private static Class<?> type(String name) {
		return ClassUtils.resolveClassName(name, Boot3HealthIndicator.class.getClassLoader());
	}

}
