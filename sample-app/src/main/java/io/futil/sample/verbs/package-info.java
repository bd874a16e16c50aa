/**
 * One small endpoint per verb, to be tried from a browser.
 */
@NullMarked
package io.futil.sample.verbs;

import org.jspecify.annotations.NullMarked;
