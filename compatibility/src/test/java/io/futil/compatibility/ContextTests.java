package io.futil.compatibility;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

import org.springframework.context.i18n.LocaleContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tasks have of their caller, as far as the libraries for it are there.
 */
@Timeout(120)
class ContextTests {

	@Test
	void loggingContextAndLocaleAreTakenAlong() throws Exception {
		MDC.put("order", "4711");
		LocaleContextHolder.setLocale(Locale.ITALIAN);
		try {
			assertThat(seen(() -> MDC.get("order") + LocaleContextHolder.getLocale().getLanguage()))
				.containsOnly("4711it");
		}
		finally {
			MDC.clear();
			LocaleContextHolder.resetLocaleContext();
		}
	}

	@Test
	void theIdentityIsTakenAlong() throws Exception {
		if (Cell.has(Partner.SPRING_SECURITY)) {
			assertThat(Callers.Known.call("alice", () -> seen(Callers.Known::name))).containsOnly("alice");
		}
	}

	@Test
	void aValueThatIsRegisteredIsTakenAlong() throws Exception {
		if (Cell.has(Partner.CONTEXT_PROPAGATION)) {
			assertThat(Callers.Tenant.call("blue", () -> seen(Callers.Tenant::name))).containsOnly("blue");
		}
	}

	@Test
	void aTransactionIsNot() throws Exception {
		if (Cell.has(Partner.TRANSACTIONS)) {
			assertThat(Callers.InTransaction.call(() -> Running.fanOut()
				.on(Runnable::run)
				.map(List.of(1, 2), (item) -> Callers.InTransaction.isActive()))).containsOnly(false);
		}
	}

	@Test
	void theRequestIsLent() {
		if (Cell.has(Partner.WEB)) {
			assertThat(Running.get("/twice?word=hello").body()).isEqualTo("[hello, hello]");
		}
	}

	private static List<String> seen(Callable<String> task) {
		return Running.executors()
			.stream()
			.flatMap((name) -> Running.fanOut().on(name).map(List.of(1, 2), (item) -> task.call()).stream())
			.toList();
	}

}
