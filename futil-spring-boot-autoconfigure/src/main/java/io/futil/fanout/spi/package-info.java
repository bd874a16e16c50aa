/**
 * The seams of the engine: what an executor, a context or a look-up of beans must offer
 * so that the engine can work with it. Applications need nothing from here.
 */
@NullMarked
package io.futil.fanout.spi;

import org.jspecify.annotations.NullMarked;
