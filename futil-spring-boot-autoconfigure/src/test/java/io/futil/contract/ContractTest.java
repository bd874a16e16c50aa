package io.futil.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.futil.Repeated;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Put on each class of the suite: nothing hangs unseen, and nothing is left behind.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeated
@ExtendWith(LeakCheck.class)
@Timeout(60)
@interface ContractTest {

}
