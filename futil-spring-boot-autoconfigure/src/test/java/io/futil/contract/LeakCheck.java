package io.futil.contract;

import java.util.Set;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Looks after each test for what its labs cannot see: threads of nobody, labs that were
 * not closed, an interrupt of the test's own thread. Tells what all threads did when a
 * test takes too long.
 */
final class LeakCheck implements BeforeEachCallback, AfterEachCallback, PreInterruptCallback {

	private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		context.getStore(NAMESPACE).put(Thread.class, Threads.live());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (Thread.interrupted()) {
			throw new AssertionError(
					"The test's own thread was left with its interrupt flag set by " + context.getDisplayName());
		}
		Set<?> before = context.getStore(NAMESPACE).getOrDefault(Thread.class, Set.class, Set.of());
		Await.until(() -> "the threads of " + context.getDisplayName() + " have ended, of now " + Threads.live(),
				() -> before.containsAll(Threads.live()));
	}

	@Override
	public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
		System.err.println(context.getDisplayName() + " takes too long\n" + Threads.dump());
	}

}
