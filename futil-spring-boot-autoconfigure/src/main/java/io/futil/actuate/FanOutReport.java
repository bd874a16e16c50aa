package io.futil.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The answer of the endpoint.
 */
record FanOutReport(List<ExecutorState> executors, List<RunningCall> running, List<SlowAttempt> slowest,
		List<StuckTask> abandoned, List<FinishedCall> finished) implements OperationResponseBody {
}
