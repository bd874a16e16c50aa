/**
 * Tests of what tasks have of the context of their caller.
 */
@NullMarked
package io.futil.context;

import org.jspecify.annotations.NullMarked;
