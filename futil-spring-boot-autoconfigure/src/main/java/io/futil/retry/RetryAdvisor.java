package io.futil.retry;

import org.aopalliance.aop.Advice;

import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.core.Ordered;
import org.springframework.transaction.config.TransactionManagementConfigUtils;

/**
 * The advice for annotated methods, and where it stands among others: outside of
 * transactions wherever the application puts those. Inside of one, an attempt on another
 * thread would have none, and nobody would know.
 */
final class RetryAdvisor implements PointcutAdvisor, Ordered {

	/** Copied here by the compiler: there may be no transactions on the class path. */
	private static final String TRANSACTIONS = TransactionManagementConfigUtils.TRANSACTION_ADVISOR_BEAN_NAME;

	private final Pointcut pointcut;

	private final Advice advice;

	private final SingletonBeanRegistry beans;

	RetryAdvisor(Pointcut pointcut, Advice advice, SingletonBeanRegistry beans) {
		this.pointcut = pointcut;
		this.advice = advice;
		this.beans = beans;
	}

	@Override
	public Pointcut getPointcut() {
		return this.pointcut;
	}

	@Override
	public Advice getAdvice() {
		return this.advice;
	}

	/**
	 * Asked each time advice is sorted: what is sorted has been made, and to make it from
	 * here could be too early.
	 */
	@Override
	public int getOrder() {
		int transactions = (this.beans.getSingleton(TRANSACTIONS) instanceof Ordered ordered) ? ordered.getOrder()
				: Ordered.LOWEST_PRECEDENCE;
		return Math.max(transactions, Ordered.HIGHEST_PRECEDENCE + 1) - 1;
	}

}
