package io.futil;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Put on each class of tests in which threads meet. They run once, or as often as one
 * says, in one virtual machine, which has its code compiled and hot by then:
 *
 * <pre class="code">
 * mvn test -pl futil-spring-boot-autoconfigure -Dtest='*ContractTests' -Dfutil.contract.repetitions=100
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(Repetitions.class)
public @interface Repeated {

}
