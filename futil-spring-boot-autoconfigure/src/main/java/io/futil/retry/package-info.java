/**
 * Retry with the policies of Spring Retry and of Spring Framework 7.
 */
@NullMarked
package io.futil.retry;

import org.jspecify.annotations.NullMarked;
