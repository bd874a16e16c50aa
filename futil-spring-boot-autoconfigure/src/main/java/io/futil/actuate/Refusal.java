package io.futil.actuate;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why something was not done. Never repeats what was asked for.
 */
record Refusal(String reason) implements OperationResponseBody {
}
