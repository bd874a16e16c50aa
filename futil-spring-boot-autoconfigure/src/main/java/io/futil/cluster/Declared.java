package io.futil.cluster;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.springframework.core.ResolvableType;

/**
 * What a method is declared to take and to return: of collections, it has to be able to
 * hold what arrives in their place. Otherwise the member could not call it, or whoever
 * has called it could not use what comes back.
 */
final class Declared {

	private Declared() {
	}

	/**
	 * Refuse a method before anything of its calls is sent.
	 * @throws UntravelableTypeException if one of its types holds nothing that arrives
	 */
	static void check(Method method) {
		for (Class<?> parameterType : method.getParameterTypes()) {
			check(method, "takes", parameterType);
		}
		check(method, "returns", returned(method));
	}

	private static Class<?> returned(Method method) {
		Class<?> type = method.getReturnType();
		boolean later = Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
		return later ? ResolvableType.forMethodReturnType(method).getGeneric().resolve(Object.class) : type;
	}

	private static void check(Method method, String what, Class<?> type) {
		boolean container = Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
		if (container && !type.isAssignableFrom(ArrayList.class) && !type.isAssignableFrom(LinkedHashSet.class)
				&& !type.isAssignableFrom(LinkedHashMap.class)) {
			throw new UntravelableTypeException(
					"Class " + type.getName() + ", which " + method.getDeclaringClass().getName() + "."
							+ method.getName() + " " + what + ", cannot travel to another member. Declare it as a "
							+ (Map.class.isAssignableFrom(type) ? "Map" : "List or a Set") + ".");
		}
	}

}
