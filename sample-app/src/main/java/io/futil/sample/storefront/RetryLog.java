package io.futil.sample.storefront;

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
		logger.info(callback.getLabel() + ": attempt " + context.getRetryCount() + " of "
				+ context.getAttribute(RetryContext.MAX_ATTEMPTS) + " failed: " + failure.getMessage());
	}

}
