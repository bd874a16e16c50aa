package io.futil.sample.storefront;

import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.stereotype.Component;

/**
 * Writes to the log what failed and may be tried again: futil tells all beans of this
 * type.
 */
@Component
final class RetryLog implements RetryListener {

	private static final Log logger = LogFactory.getLog(RetryLog.class);

	@Override
	public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
			Throwable failure) {
		String label = Objects.requireNonNullElse(callback.getLabel(), "A task");
		logger.info(label + ": attempt " + context.getRetryCount() + " of "
				+ context.getAttribute(RetryContext.MAX_ATTEMPTS) + " failed: " + failure.getMessage());
	}

}
