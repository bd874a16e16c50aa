/**
 * Holds the README to its word, and the public face to what users will write.
 */
@NullMarked
package io.futil.docs;

import org.jspecify.annotations.NullMarked;
