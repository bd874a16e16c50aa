/**
 * Tests of the module as a whole.
 */
@NullMarked
package io.futil;

import org.jspecify.annotations.NullMarked;
