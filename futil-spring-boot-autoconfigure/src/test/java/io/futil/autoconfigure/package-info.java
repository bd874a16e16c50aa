/**
 * Tests of the executors as an application sees them.
 */
@NullMarked
package io.futil.autoconfigure;

import org.jspecify.annotations.NullMarked;
