/**
 * Tests of meters and observations.
 */
@NullMarked
package io.futil.metrics;

import org.jspecify.annotations.NullMarked;
