/**
 * The storefront: a page put together from three slow and faulty upstreams.
 */
@NullMarked
package io.futil.sample.storefront;

import org.jspecify.annotations.NullMarked;
