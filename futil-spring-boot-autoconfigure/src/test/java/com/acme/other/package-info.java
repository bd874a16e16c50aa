/**
 * What is on the class path and no business of peers, for tests of the cluster.
 */
@NullMarked
package com.acme.other;

import org.jspecify.annotations.NullMarked;
