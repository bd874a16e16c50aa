/**
 * What a user has in the packages of the application, for tests of the cluster.
 */
@NullMarked
package com.acme.orders;

import org.jspecify.annotations.NullMarked;
