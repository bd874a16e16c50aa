/**
 * The endpoint and the health indicator, over HTTP.
 */
@NullMarked
package io.futil.actuate;

import org.jspecify.annotations.NullMarked;
