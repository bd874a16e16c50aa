package io.futil.fanout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.ThrowingFunction;

/**
 * The verbs of a template with futures.
 *
 * @param template the template
 */
record AsyncFanOutTemplate(FanOutTemplate template) implements AsyncFanOutOperations {

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> FanOutFuture<List<R>> map(
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn) {
		ListCall<T, R> call = this.template.mapping(items, fn);
		return FanOutFuture.start(call.call(), call::values);
	}

	@Override
	public <T extends @Nullable Object> FanOutFuture<List<T>> filter(Iterable<? extends T> items,
			ThrowingFunction<? super T, Boolean> predicate) {
		ListCall<T, Boolean> call = this.template.filtering(items, predicate);
		return FanOutFuture.start(call.call(), call::kept);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> FanOutFuture<List<TaskResult<T, R>>> results(
			Iterable<? extends T> items, ThrowingFunction<? super T, ? extends R> fn) {
		ListCall<T, R> call = this.template.settling(items, fn);
		return FanOutFuture.start(call.call(), call::results);
	}

	@Override
	public <R extends @Nullable Object> FanOutFuture<Map<String, R>> scatterGather(
			Map<String, ? extends Callable<? extends R>> tasks) {
		ListCall<String, R> call = ListCall.named(this.template.settings("scatterGather"), tasks, false);
		return FanOutFuture.start(call.call(), () -> ListCall.valuesByName(call));
	}

	@Override
	public <R extends @Nullable Object> FanOutFuture<Winner<R>> firstSuccess(
			Map<String, ? extends Callable<? extends R>> tasks) {
		RaceCall<R> call = this.template.racing(tasks);
		return FanOutFuture.start(call.call(), call::winner);
	}

}
