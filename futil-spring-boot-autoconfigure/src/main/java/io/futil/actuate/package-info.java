/**
 * What an operator sees and does while the application runs: the endpoint {@code fanout}
 * of Spring Boot Actuator and a health indicator, over what listeners of calls remember.
 * <p>
 * What is remembered is bounded, and says where and how long, never with what: no item,
 * no value and no message of an exception is kept. A running call is held weakly, so that
 * a stream that somebody drops is not kept alive by who looks at it.
 */
@NullMarked
package io.futil.actuate;

import org.jspecify.annotations.NullMarked;
