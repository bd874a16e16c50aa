package io.futil.retry;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.futil.fanout.FanOutException;
import io.futil.fanout.FanOutFuture;
import io.futil.fanout.FanOutOperations;
import io.futil.fanout.spi.BeanTask;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.interceptor.ExposeInvocationInterceptor;
import org.springframework.util.ClassUtils;

/**
 * One call of an annotated method, and its attempts.
 */
final class RetriedCall {

	private static final int MAX_SUPPRESSED = 8;

	private final MethodSettings settings;

	private final RetryBeans beans;

	private final FanOutOperations fanOut;

	/**
	 * Cloned on the caller's thread, because what was called goes on being used by those
	 * that called it; cloned again for each attempt, because an invocation can be
	 * followed to its end only once.
	 */
	private final ProxyMethodInvocation invocation;

	/** What attempts threw that looks like an exception wrapped by the engine. */
	private final Queue<FanOutException> thrown = new ConcurrentLinkedQueue<>();

	RetriedCall(RetriedMethod method, ProxyMethodInvocation invocation, RetryBeans beans) {
		this.settings = method.settings();
		this.beans = beans;
		this.invocation = (ProxyMethodInvocation) invocation.invocableClone();
		this.fanOut = method.fanOut(new InvocationCallback(this.invocation, this.settings.operation()));
	}

	// The shapes

	/** Call it and wait. */
	@Nullable Object value() throws Throwable {
		return run(Collections.<@Nullable Object[]>singletonList(this.invocation.getArguments())).get(0);
	}

	/** Call it with parts of its argument and wait for all of them. */
	Object batches() throws Throwable {
		if (!(this.invocation.getArguments()[0] instanceof Iterable<?> items)) {
			throw new IllegalArgumentException("The argument of " + this.settings.operation() + " must not be null");
		}
		List<List<?>> parts = Parts.of(items, this.settings.batchSize());
		List<@Nullable Object[]> calls = new ArrayList<>();
		parts.forEach((part) -> calls.add(new Object[] { part }));
		return Parts.join(this.settings.operation(), parts, run(calls));
	}

	@SuppressWarnings("NullAway") // what a method returns may be null
	private List<@Nullable Object> run(List<@Nullable Object[]> calls) throws Throwable {
		Recovery recovery = this.settings.recovery();
		AttemptTask attempts = new AttemptTask(this, this.invocation.getArguments());
		try {
			return (recovery == null) ? this.fanOut.map(calls, attempts) : this.fanOut.mapOrElse(calls, attempts,
					(arguments, failure) -> recoverUnchecked(recovery, arguments, failure));
		}
		catch (FanOutException ex) {
			throw unwrapped(ex);
		}
	}

	/** Call it and return a future. */
	CompletableFuture<@Nullable Object> future() {
		@Nullable Object[] arguments = this.invocation.getArguments();
		FanOutFuture<@Nullable Object> work = this.fanOut.submit(new AttemptTask(this, arguments));
		// Not the future of the work itself, which wraps checked exceptions.
		CompletableFuture<@Nullable Object> result = work.newIncompleteFuture();
		Outcome outcome = new Outcome(this, arguments, result);
		work.whenComplete(outcome.inContextOf(this.beans));
		result.whenComplete((value, failure) -> work.cancel(true));
		return result;
	}

	// Attempts

	@Nullable Object attempt(@Nullable Object[] arguments) throws Exception {
		try {
			// Advice of AspectJ asks for the invocation on the thread that it runs on.
			Object returned = ExposeInvocationInterceptor.INSTANCE
				.invoke(this.invocation.invocableClone(arguments.clone()));
			return (this.settings.shape() == MethodShape.FUTURE) ? await(returned) : returned;
		}
		catch (FanOutException ex) {
			failed(ex);
			throw ex;
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw RetriedCall.<RuntimeException>sneaky(ex);
		}
	}

	/** An attempt has thrown this, wherever it has run. */
	void failed(Throwable failure) {
		if (failure instanceof FanOutException ours) {
			this.thrown.add(ours);
		}
	}

	/** What to call where attempts do not run here. */
	BeanTask.Target target() {
		Object proxy = this.invocation.getProxy();
		Object target = this.invocation.getThis();
		Method method = this.invocation.getMethod();
		Class<?> type = (target == null || Proxy.isProxyClass(proxy.getClass())) ? calledThrough(proxy, method)
				: ClassUtils.getUserClass(target);
		return new BeanTask.Target(type, method, true);
	}

	/**
	 * The interface of the bean that has the method. Not the one that declares it: other
	 * beans may extend that, too.
	 */
	private static Class<?> calledThrough(Object proxy, Method method) {
		Class<?> through = method.getDeclaringClass();
		for (Class<?> candidate : proxy.getClass().getInterfaces()) {
			if (through.isAssignableFrom(candidate)) {
				through = candidate;
			}
		}
		return through;
	}

	/**
	 * Wait for the future that an attempt has returned. If it is done already, as where
	 * the method has worked on its own thread, there is nothing to wait for. If it is one
	 * of futil's, the thread lends its place. Otherwise the attempt keeps its place, as
	 * it has not ended: the limit of the executor bounds what is under way.
	 */
	private @Nullable Object await(@Nullable Object returned) throws Exception {
		Future<?> future = (returned instanceof CompletionStage<?> stage) ? stage.toCompletableFuture()
				: (Future<?>) returned;
		if (future == null) {
			throw new IllegalStateException(this.settings.operation() + " returned null instead of a future");
		}
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw RetriedCall.<RuntimeException>sneaky((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	// Failures

	@Nullable Object recover(Recovery recovery, @Nullable Object[] arguments, Throwable failure) throws Throwable {
		RecoverMethod recover = recovery.methodFor(failure);
		Object target = this.invocation.getThis();
		if (recover == null || target == null) {
			throw failure;
		}
		return recover.call(this.invocation.getProxy(), target, failure, arguments);
	}

	private @Nullable Object recoverUnchecked(Recovery recovery, @Nullable Object[] arguments, Throwable failure) {
		try {
			return recover(recovery, arguments, failure);
		}
		catch (Throwable ex) {
			throw RetriedCall.<RuntimeException>sneaky(ex);
		}
	}

	@Nullable Recovery recovery() {
		return this.settings.recovery();
	}

	String executor() {
		return this.settings.executor();
	}

	/** The failure as the method threw it: the engine wraps checked exceptions. */
	Throwable unwrapped(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean wrapped = failure.getClass() == FanOutException.class && cause != null
				&& this.thrown.stream().noneMatch((thrown) -> thrown == failure);
		if (!wrapped || cause == null) {
			return failure;
		}
		for (Throwable later : failure.getSuppressed()) {
			suppress(cause, later);
		}
		return cause;
	}

	/** Not itself, and an instance that is thrown again and again must not grow. */
	static void suppress(Throwable first, Throwable later) {
		if (first != later && first.getCause() != later && first.getSuppressed().length < MAX_SUPPRESSED) {
			first.addSuppressed(later);
		}
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E sneaky(Throwable failure) throws E {
		throw (E) failure;
	}

}
