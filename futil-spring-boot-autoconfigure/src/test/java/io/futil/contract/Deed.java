package io.futil.contract;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * What a task of the soak does with its item.
 */
enum Deed {

	RETURN((call, item) -> item),

	RETURN_NULL((call, item) -> null),

	YIELD((call, item) -> {
		Thread.yield();
		return item;
	}),

	WORK((call, item) -> {
		for (int i = 0; i < 20_000; i++) {
			Thread.onSpinWait();
		}
		return item;
	}),

	/** Rests a moment and heeds interrupts. */
	REST((call, item) -> {
		LockSupport.parkNanos(200_000);
		if (Thread.interrupted()) {
			throw call.induced(new InterruptedException("while it rested"));
		}
		return item;
	}),

	/** Waits until the round lets it go, and does not heed interrupts. */
	STAY((call, item) -> {
		call.gate().passStubbornly();
		return item;
	}),

	FAIL((call, item) -> {
		throw new IllegalStateException("unchecked");
	}),

	FAIL_CHECKED((call, item) -> {
		throw new IOException("checked");
	}),

	BREAK((call, item) -> {
		throw new StackOverflowError("error");
	}),

	/** Throws what others throw, too. */
	FAIL_SHARED((call, item) -> {
		throw call.bench().shared();
	}),

	FAIL_CYCLIC((call, item) -> {
		RuntimeException thrown = new IllegalStateException("its own cause's cause");
		thrown.initCause(new IllegalStateException("cause", thrown));
		throw thrown;
	}),

	INTERRUPT_ITSELF((call, item) -> {
		Thread.currentThread().interrupt();
		return item;
	}),

	THROW_INTERRUPTED((call, item) -> {
		throw new InterruptedException("by nobody");
	}),

	/** Makes another call. */
	CALL((call, item) -> {
		call.inner(item.place()).run();
		return item;
	});

	private final Body body;

	Deed(Body body) {
		this.body = body;
	}

	@Nullable Object run(SoakCall call, PoisonItem item) throws Exception {
		return this.body.run(call, item);
	}

	/** Whether it throws, whatever the others do. */
	boolean fails() {
		return switch (this) {
			case FAIL, FAIL_CHECKED, BREAK, FAIL_SHARED, FAIL_CYCLIC, THROW_INTERRUPTED -> true;
			default -> false;
		};
	}

	/** Whether it interrupts the thread that it runs on, or seems to. */
	boolean interrupts() {
		return this == INTERRUPT_ITSELF || this == THROW_INTERRUPTED;
	}

	/** The value that belongs to an item. */
	@Nullable Object value(PoisonItem item) {
		return (this == RETURN_NULL) ? null : item;
	}

	@FunctionalInterface
	private interface Body {

		@Nullable Object run(SoakCall call, PoisonItem item) throws Exception;

	}

}
