/**
 * What a caller's thread has and its tasks shall have: logging context, locale, identity,
 * what is registered with Micrometer's context propagation, request attributes where
 * asked for; and what they shall not have, its transaction.
 */
@NullMarked
package io.futil.context;

import org.jspecify.annotations.NullMarked;
