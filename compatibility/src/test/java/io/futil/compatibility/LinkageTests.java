package io.futil.compatibility;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the jar names is there on this line of Spring Boot, also where no other test
 * comes by: each class, and each method with the result that it was compiled for.
 */
@Tag("linkage")
class LinkageTests {

	private static final Set<String> OF_EACH_OBJECT = Set.of("getClass", "equals", "hashCode", "toString");

	@Test
	void nothingIsMissingButWhatTheOlderLineHasNot() throws Exception {
		JavaClasses classes = classes();
		Set<String> missing = new TreeSet<>();
		for (JavaClass type : classes) {
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> dependency.getTargetClass().getBaseComponentType())
				.filter((target) -> !ClassUtils.isPresent(target.getName(), getClass().getClassLoader()))
				.forEach((target) -> missing.add(type.getName() + " -> " + target.getName()));
			type.getAccessesFromSelf()
				.stream()
				.filter((access) -> !isThere(access))
				.forEach((access) -> missing.add(type.getName() + " -> " + access.getTarget().getFullName()));
		}
		assertThat(classes).hasSizeGreaterThan(100);
		if (Cell.required("cell.line").equals("3.5")) {
			assertThat(missing).isNotEmpty()
				.allMatch((names) -> names
					.matches("io\\.futil\\.retry\\.CoreRetry.* -> org\\.springframework\\.core\\.retry\\..*"
							+ "|io\\.futil\\.actuate\\.FanOutHealth.* -> (.*FanOutHealthIndicator|org\\.springframework\\.boot\\.health\\..*)"));
		}
		else {
			assertThat(missing).isEmpty();
		}
	}

	private static JavaClasses classes() throws Exception {
		Path path = ClassPath.entries()
			.stream()
			.filter((entry) -> entry.getFileName().toString().startsWith("futil-spring-boot-autoconfigure"))
			.findFirst()
			.orElseThrow();
		try (JarFile jar = new JarFile(path.toFile())) {
			return new ClassFileImporter().importJar(jar);
		}
	}

	/**
	 * Of arrays and of Java itself some methods are not declared as they are called. And
	 * an interface has the methods of each object, which newer compilers call through it.
	 */
	private static boolean isThere(JavaAccess<?> access) {
		AccessTarget target = access.getTarget();
		if (target.getOwner().isArray() || target.getOwner().getPackageName().startsWith("java.")
				|| (target.getOwner().isInterface() && OF_EACH_OBJECT.contains(target.getName()))) {
			return true;
		}
		if (target instanceof CodeUnitAccessTarget called) {
			return called.resolveMember()
				.filter((found) -> found.getRawReturnType().getName().equals(called.getRawReturnType().getName()))
				.isPresent();
		}
		return target.resolveMember().isPresent();
	}

}
