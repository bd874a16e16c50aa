package io.futil.sample.audit;

import org.jspecify.annotations.Nullable;

/**
 * A file that was hashed.
 *
 * @param verdict what became of it
 * @param bytes how much was hashed
 * @param reason why it is not intact, or {@code null} if it is
 */
record Comparison(Verdict verdict, long bytes, @Nullable String reason) {
}
