package io.futil.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A test against one running sample without its audit, whose upstreams fail only when
 * asked to, shared by all classes that have this annotation. Upstreams that are still
 * late when it stops are not waited for.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "audit.enabled=false", "server.shutdown=immediate", "storefront.flake=0" })
@interface RunningSample {

}
