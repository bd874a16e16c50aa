/**
 * Races between parts of the engine, in its package because the parts are private to it.
 */
@NullMarked
package io.futil.fanout;

import org.jspecify.annotations.NullMarked;
