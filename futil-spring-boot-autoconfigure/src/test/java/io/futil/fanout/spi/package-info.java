/**
 * Tests of single parts of the engine; what users see is tested in
 * {@code io.futil.contract}.
 */
@NullMarked
package io.futil.fanout.spi;

import org.jspecify.annotations.NullMarked;
