package io.futil.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * An executor has another size, until it is resized again or the application ends.
 */
record Resized(String executor, int oldSize, int newSize, boolean persistent) implements OperationResponseBody {
}
