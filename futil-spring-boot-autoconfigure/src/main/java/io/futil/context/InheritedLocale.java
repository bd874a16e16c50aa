package io.futil.context;

import io.futil.fanout.spi.Scope;
import org.jspecify.annotations.Nullable;

import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;

/**
 * Locale and time zone.
 *
 * @param locale what there is, {@code null} for the defaults of the application
 */
record InheritedLocale(@Nullable LocaleContext locale) implements Inherited {

	static InheritedLocale capture() {
		LocaleContext locale = LocaleContextHolder.getLocaleContext();
		return new InheritedLocale((locale != null) ? resolved(locale) : null);
	}

	/** That of a web request asks the request, which tasks must not hold. */
	private static LocaleContext resolved(LocaleContext locale) {
		Class<?> type = locale.getClass();
		if (type == SimpleLocaleContext.class || type == SimpleTimeZoneAwareLocaleContext.class) {
			return locale;
		}
		return (locale instanceof TimeZoneAwareLocaleContext zoned)
				? new SimpleTimeZoneAwareLocaleContext(zoned.getLocale(), zoned.getTimeZone())
				: new SimpleLocaleContext(locale.getLocale());
	}

	@Override
	public boolean isInPlace() {
		return LocaleContextHolder.getLocaleContext() == this.locale;
	}

	@Override
	public void tidy() {
		if (!isInPlace()) {
			LocaleContextHolder.setLocaleContext(this.locale);
		}
	}

	@Override
	public Scope open() {
		LocaleContext own = LocaleContextHolder.getLocaleContext();
		LocaleContextHolder.setLocaleContext(this.locale);
		return () -> LocaleContextHolder.setLocaleContext(own);
	}

}
