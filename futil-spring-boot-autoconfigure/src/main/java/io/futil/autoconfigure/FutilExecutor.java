package io.futil.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Injects an executor by its name.
 *
 * <pre class="code">
 * Importer(&#64;FutilExecutor("io") TaskExecutor executor) { ... }
 * </pre>
 *
 * Without it, a parameter or field that is merely named {@code io} gets Spring Boot's
 * {@code applicationTaskExecutor}. With it, a name that does not exist stops the start.
 * The same as {@code @Qualifier("io")}, and like that one it can be put on an annotation
 * of your own.
 */
@Documented
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface FutilExecutor {

	/**
	 * The name of the executor: {@code io}, {@code cpu} or any further one.
	 * @return the name
	 */
	String value();

}
