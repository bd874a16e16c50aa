package io.futil.actuate;

/**
 * A setting of an executor.
 *
 * @param key its name, without prefix
 * @param value what the executor began with
 * @param origin where the value was written, or {@code default}
 */
public record Setting(String key, String value, String origin) {
}
