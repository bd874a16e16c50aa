/**
 * Tests of retry by policies and by annotation.
 */
@NullMarked
package io.futil.retry;

import org.jspecify.annotations.NullMarked;
