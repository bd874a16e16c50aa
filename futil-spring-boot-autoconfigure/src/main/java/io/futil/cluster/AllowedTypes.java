package io.futil.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import static io.futil.cluster.MalformedMessageException.printable;

/**
 * The classes that a peer may name. Its name is looked at first, and only then is a class
 * loaded; it is not initialised before it is known to be of the kind that is wanted, so
 * no code of it runs because a peer said its name.
 */
final class AllowedTypes {

	static final String KEY = "futil.cluster.allowed-packages";

	/**
	 * No class has a longer one in practice; each that is tried leaves a trace in its
	 * loader.
	 */
	private static final int MAX_NAME = 1_000;

	/**
	 * Whose exceptions mean the same everywhere, and have constructors that do nothing.
	 */
	private static final List<String> FAILURES = List.of("java.", "org.springframework.", "io.futil.");

	private static final List<String> JDK = List.of("java.");

	private final List<String> prefixes;

	private final ClassLoader loader;

	/**
	 * Found before. Holds what is allowed and is there, so it cannot grow without end.
	 */
	private final Map<String, Class<?>> found = new ConcurrentHashMap<>();

	/**
	 * The classes of these packages and of those below them.
	 * @throws IllegalArgumentException if one is no name of a package
	 */
	AllowedTypes(Collection<String> packages, ClassLoader loader) {
		this.prefixes = packages.stream().map(AllowedTypes::prefix).toList();
		this.loader = loader;
	}

	/**
	 * A blank one would allow everything, and so would a wildcard that nobody expands.
	 */
	private static String prefix(String name) {
		for (String part : name.split("\\.", -1)) {
			if (part.isEmpty() || !Character.isJavaIdentifierStart(part.charAt(0))
					|| !part.chars().allMatch(Character::isJavaIdentifierPart)) {
				throw new IllegalArgumentException("'" + name + "' in '" + KEY
						+ "' is no package. Write a name such as com.acme; the packages below it are allowed, too.");
			}
		}
		return name + ".";
	}

	/** Whether records, enums and beans of this class may be named. */
	boolean allows(Class<?> type) {
		return startsWithOneOf(this.prefixes, type.getName());
	}

	/** Whether a record or an enum of this class may travel. */
	boolean travels(Class<?> type) {
		return allows(type) || (type.isEnum() && startsWithOneOf(JDK, type.getName()));
	}

	/**
	 * Let a value of this class leave only if others would take it.
	 * @throws Refusal if they would not
	 */
	void requireTravels(Class<?> type) {
		if (!travels(type)) {
			throw new Refusal("Class " + type.getName() + ", which is in none of the allowed packages, cannot travel"
					+ " to another member", "Add its package to " + KEY + " on all members");
		}
	}

	/** A class or an interface that beans are called through. */
	Class<?> beanType(String name) {
		return find(name, List.of(), (type) -> true, "type of a bean");
	}

	Class<? extends Record> recordType(String name) {
		return find(name, List.of(), Class::isRecord, "record").asSubclass(Record.class);
	}

	/** Those of the JDK are constants and nothing else. */
	Class<?> enumType(String name) {
		return find(name, JDK, Class::isEnum, "enum");
	}

	Class<? extends Throwable> throwableType(String name) {
		return find(name, FAILURES, Throwable.class::isAssignableFrom, "exception").asSubclass(Throwable.class);
	}

	/** What an array is declared to hold: nothing of it is made by that. */
	Class<?> elementType(String name) {
		return find(name, JDK, (type) -> type.isEnum() || allows(type), "type of an array");
	}

	private Class<?> find(String name, List<String> others, Predicate<Class<?>> kind, String wanted) {
		if (!startsWithOneOf(this.prefixes, name) && !startsWithOneOf(others, name)) {
			throw new MalformedMessageException("A peer named the " + wanted + " " + printable(name)
					+ ", which is in none of the packages allowed here. If it is yours, add its package to " + KEY
					+ ". If the other one is another application, give each its own futil.cluster.name.");
		}
		Class<?> known = this.found.get(name);
		Class<?> type = (known != null) ? known : load(name, wanted);
		if (!kind.test(type)) {
			throw new MalformedMessageException("A peer named " + printable(name) + ", which is no " + wanted + ".");
		}
		if (known == null) {
			this.found.put(name, type);
		}
		return type;
	}

	private Class<?> load(String name, String wanted) {
		try {
			if (name.length() <= MAX_NAME) {
				return Class.forName(name, false, this.loader);
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new MalformedMessageException("A peer named the " + wanted + " " + printable(name)
					+ ", which this member does not have. Run the same version of the application on all members.", ex);
		}
		throw new MalformedMessageException("A peer named a " + wanted + " with " + name.length() + " characters.");
	}

	private static boolean startsWithOneOf(List<String> prefixes, String name) {
		for (String prefix : prefixes) {
			if (name.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
