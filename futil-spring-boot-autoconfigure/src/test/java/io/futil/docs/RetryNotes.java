package io.futil.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.retry.RetryCallback;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryListener;
import org.springframework.stereotype.Component;

/**
 * Hears of all retries of an application.
 */
@Component
class RetryNotes implements RetryListener {

	private final List<String> notes = new CopyOnWriteArrayList<>();

	@Override
	public <T, E extends Throwable> void onError(RetryContext context, RetryCallback<T, E> callback,
			Throwable failure) {
		this.notes.add("attempt " + context.getRetryCount() + " failed: " + failure.getClass().getSimpleName());
	}

	List<String> notes() {
		return this.notes;
	}

}
