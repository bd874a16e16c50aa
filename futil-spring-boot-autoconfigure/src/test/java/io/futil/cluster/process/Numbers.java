package io.futil.cluster.process;

import java.math.BigDecimal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A bean of each member.
 */
public class Numbers {

	/** What is asked for. */
	public record Question(int number, String text) {
	}

	/** What is answered, and where. */
	public record Answer(int number, BigDecimal square, long pid) {
	}

	public Answer square(Question question) {
		return new Answer(question.number(), BigDecimal.valueOf(question.number()).pow(2),
				ProcessHandle.current().pid());
	}

	/** Takes a moment, so that a call takes long enough to be hit. */
	public Answer slowSquare(Question question) {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		return square(question);
	}

	public Integer failing(Integer number) {
		if (number == 7) {
			throw new IllegalStateException("seven");
		}
		return number;
	}

	/** Waits for what never comes, unless it is interrupted. */
	public Integer waiting(Integer number) throws InterruptedException {
		new CountDownLatch(1).await();
		return number;
	}

	public Long pid(Integer ignored) {
		return ProcessHandle.current().pid();
	}

}
