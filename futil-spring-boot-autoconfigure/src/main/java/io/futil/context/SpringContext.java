package io.futil.context;

import io.futil.fanout.spi.CapturedContext;
import io.futil.fanout.spi.ContextPort;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;

/**
 * Captures what an application of Spring keeps on its threads, as far as the libraries
 * for it are there.
 *
 * <pre class="code">
 * ContextPort port = SpringContext.port(applicationContext, false);
 * </pre>
 */
public final class SpringContext implements ContextPort {

	private static final boolean TRANSACTIONS = Library.TRANSACTIONS.isPresent();

	private static final boolean MDC = Library.MDC.isPresent();

	private static final boolean REQUESTS = Library.REQUESTS.isPresent();

	private static final boolean SERVLETS = REQUESTS && Library.SERVLETS.isPresent();

	private static final boolean SECURITY = Library.SECURITY.isPresent();

	private static final boolean PROPAGATION = Library.PROPAGATION.isPresent();

	private final @Nullable NoTransaction transaction;

	private final boolean requestAttributes;

	private final @Nullable Identity identity;

	private SpringContext(@Nullable Identity identity, boolean requestAttributes) {
		this.transaction = TRANSACTIONS ? new NoTransaction() : null;
		this.requestAttributes = requestAttributes && SERVLETS;
		this.identity = identity;
	}

	/**
	 * A port for an application.
	 * @param beans where its {@code SecurityContextHolderStrategy} is, if it has one
	 * @param requestAttributes whether tasks have the web request of their caller, until
	 * the call ends
	 * @return the port
	 */
	public static ContextPort port(BeanFactory beans, boolean requestAttributes) {
		return new SpringContext(SECURITY ? Identity.of(beans) : null, requestAttributes);
	}

	@Override
	public CapturedContext capture() {
		return new CallerContext(this.transaction, MDC ? InheritedMdc.capture() : null, InheritedLocale.capture(),
				captureRequest(), (this.identity != null) ? this.identity.capture() : null,
				(this.identity != null) ? this.identity.captureOfBean() : null,
				PROPAGATION ? InheritedValues.capture() : null);
	}

	private @Nullable InheritedRequest captureRequest() {
		if (!REQUESTS) {
			return null;
		}
		return this.requestAttributes ? InheritedRequest.capture() : InheritedRequest.NONE;
	}

}
