package io.futil.contract;

import java.util.Locale;
import java.util.Map;

import io.micrometer.context.ContextRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a thread has. {@code null} where it has nothing.
 *
 * @param mdc the entry {@code who} of the logging context
 * @param user the name in the security context
 * @param language the language of the locale
 * @param value the value that is registered with Micrometer's context propagation
 * @param bound whether a resource is bound, as in a transaction
 */
record Carried(@Nullable String mdc, @Nullable String user, @Nullable String language, @Nullable String value,
		boolean bound) {

	private static final ThreadLocal<@Nullable String> VALUE = new ThreadLocal<>();

	private static final String KEY = "futil.contract";

	private static final Object RESOURCE = new Object();

	static final Carried NOTHING = new Carried(null, null, null, null, false);

	/** All of it, under one name. */
	static Carried all(String name, String language) {
		return new Carried(name, name, language, name, false);
	}

	static void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, VALUE);
	}

	static void deregister() {
		ContextRegistry.getInstance().removeThreadLocalAccessor((Object) KEY);
	}

	/** That of the current thread. */
	static Carried here() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		Map<String, String> mdc = MDC.getCopyOfContextMap();
		return new Carried((mdc != null) ? mdc.get("who") : null,
				(authentication != null) ? authentication.getName() : null,
				(LocaleContextHolder.getLocaleContext() != null) ? LocaleContextHolder.getLocale().getLanguage() : null,
				VALUE.get(), TransactionSynchronizationManager.hasResource(RESOURCE));
	}

	/** A transaction is bound, too. */
	Carried inTransaction() {
		return new Carried(this.mdc, this.user, this.language, this.value, true);
	}

	/** Give it to the current thread, as an application does. */
	Carried set() {
		MDC.clear();
		if (this.mdc != null) {
			MDC.put("who", this.mdc);
		}
		SecurityContext identity = SecurityContextHolder.createEmptyContext();
		if (this.user != null) {
			identity.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(this.user, null, null));
		}
		SecurityContextHolder.setContext(identity);
		LocaleContextHolder.setLocale((this.language != null) ? Locale.forLanguageTag(this.language) : null);
		VALUE.remove();
		if (this.value != null) {
			VALUE.set(this.value);
		}
		TransactionSynchronizationManager.unbindResourceIfPossible(RESOURCE);
		if (this.bound) {
			TransactionSynchronizationManager.bindResource(RESOURCE, this);
		}
		return this;
	}

	/** Have the current thread changed by a task that does not clean up. */
	static void soil() {
		new Carried("dirt", null, "la", "dirt", true).set();
		SecurityContextHolder.getContext()
			.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("dirt", null, null));
	}

}
