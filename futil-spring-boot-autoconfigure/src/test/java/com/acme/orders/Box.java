package com.acme.orders;

import org.jspecify.annotations.Nullable;

/**
 * Holds anything.
 *
 * @param <T> what
 * @param content what is in it
 */
public record Box<T>(@Nullable T content) {
}
