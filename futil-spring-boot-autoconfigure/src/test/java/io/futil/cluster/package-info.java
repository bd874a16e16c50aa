/**
 * Tests of the parts of a cluster.
 */
@NullMarked
package io.futil.cluster;

import org.jspecify.annotations.NullMarked;
