/**
 * The seams of the engine: what an executor, a context or a look-up of beans must offer
 * so that the engine can work with it. Most applications need nothing from here; those
 * that do have a retry strategy, a call listener or a context port of their own.
 */
@NullMarked
package io.futil.fanout.spi;

import org.jspecify.annotations.NullMarked;
