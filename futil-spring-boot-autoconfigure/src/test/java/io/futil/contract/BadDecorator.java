package io.futil.contract;

import java.util.function.UnaryOperator;

/**
 * Ways to decorate so that the task does not run.
 */
enum BadDecorator {

	THROWS((worker) -> {
		throw new IllegalStateException("fault");
	}),

	RETURNS_NULL(BadDecorator::nothing),

	DOES_NOT_RUN_THE_TASK((worker) -> () -> {
	}),

	THROWS_BEFORE_THE_TASK((worker) -> () -> {
		throw new IllegalStateException("fault");
	});

	final UnaryOperator<Runnable> decorator;

	BadDecorator(UnaryOperator<Runnable> decorator) {
		this.decorator = decorator;
	}

	@SuppressWarnings("NullAway") // the point of it
	private static Runnable nothing(Runnable worker) {
		return null;
	}

}
