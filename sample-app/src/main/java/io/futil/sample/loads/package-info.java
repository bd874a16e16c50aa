/**
 * Loads that the live page starts, for something to be seen. Each ends by itself.
 */
@NullMarked
package io.futil.sample.loads;

import org.jspecify.annotations.NullMarked;
