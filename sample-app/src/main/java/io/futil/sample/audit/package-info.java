/**
 * The audit: compares every file of a tree with the checksum that was published for it.
 */
@NullMarked
package io.futil.sample.audit;

import org.jspecify.annotations.NullMarked;
