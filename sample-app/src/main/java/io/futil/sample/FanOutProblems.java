package io.futil.sample;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.futil.fanout.AllTasksFailedException;
import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutInterruptedException;
import io.futil.fanout.FanOutRejectedException;
import io.futil.fanout.FanOutTimeoutException;
import io.futil.fanout.TaskResult;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * What a call throws on its own account, in the words of HTTP. A task's own unchecked
 * exception arrives as it is and needs nothing from here.
 * <p>
 * First in order: Spring matches causes too, and the one of a race in which all
 * alternatives fell would be taken for the failure itself.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FanOutProblems {

	private static final int MAX_TASKS = 100;

	@ExceptionHandler
	ProblemDetail late(FanOutTimeoutException failure) {
		ProblemDetail problem = problem(HttpStatus.GATEWAY_TIMEOUT, "Deadline passed", failure);
		problem.setProperty("tasks", failure.results().stream().limit(MAX_TASKS).map(FanOutProblems::outcome).toList());
		return problem;
	}

	@ExceptionHandler
	ProblemDetail nobodyWon(AllTasksFailedException failure) {
		ProblemDetail problem = problem(HttpStatus.BAD_GATEWAY, "All alternatives failed", failure);
		List<String> failures = Stream
			.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
			.map(Throwable::getMessage)
			.toList();
		problem.setProperty("failures", failures);
		return problem;
	}

	@ExceptionHandler({ FanOutRejectedException.class, FanOutInterruptedException.class })
	ProblemDetail notNow(FanOutException failure) {
		return problem(HttpStatus.SERVICE_UNAVAILABLE, "No room for this call", failure);
	}

	@ExceptionHandler
	ProblemDetail failed(FanOutException failure) {
		return problem(HttpStatus.BAD_GATEWAY, "A task failed", failure);
	}

	private static ProblemDetail problem(HttpStatus status, String title, FanOutException failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failure.getMessage());
		problem.setTitle(title);
		return problem;
	}

	private static Map<String, Object> outcome(TaskResult<?, ?> result) {
		Map<String, Object> outcome = new LinkedHashMap<>();
		outcome.put("task", (result.item() instanceof String name) ? name : result.index());
		outcome.put("outcome", (result instanceof TaskResult.Failure<?, ?> failure) ? failure.reason() : "OK");
		outcome.put("millis", result.elapsed().toMillis());
		return outcome;
	}

}
