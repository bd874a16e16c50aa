/**
 * The sample application.
 */
@NullMarked
package io.futil.sample;

import org.jspecify.annotations.NullMarked;
