package io.futil.context;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.futil.fanout.FanOutOperations;
import io.futil.fanout.FanOutTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tasks have the request of their caller only where that is asked for, and only until
 * their call ends.
 */
class RequestTests {

	private static final List<Integer> ITEMS = List.of(1, 2, 3, 4, 5);

	static Stream<String> executors() {
		return Application.executors();
	}

	@AfterEach
	void endRequest() {
		RequestContextHolder.resetRequestAttributes();
		LocaleContextHolder.resetLocaleContext();
	}

	private static ServletRequestAttributes beginRequest() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/page");
		request.addParameter("q", "value");
		request.addPreferredLocale(Locale.CANADA_FRENCH);
		ServletRequestAttributes attributes = new ServletRequestAttributes(request);
		RequestContextHolder.setRequestAttributes(attributes);
		return attributes;
	}

	private static HttpServletRequest request() {
		return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
	}

	@ParameterizedTest
	@MethodSource("executors")
	void tasksHaveNoRequestUnlessAskedFor(String executor) {
		Application.runner().run((context) -> {
			ServletRequestAttributes callers = beginRequest();
			Set<Boolean> seen = ConcurrentHashMap.newKeySet();
			context.getBean(FanOutOperations.class)
				.on(executor)
				.forEach(ITEMS, (item) -> seen.add(RequestContextHolder.getRequestAttributes() != null));
			assertThat(seen).containsOnly(false);
			assertThat(RequestContextHolder.getRequestAttributes()).isSameAs(callers);
		});
	}

	@ParameterizedTest
	@MethodSource("executors")
	void tasksHaveTheRequestWhereAskedFor(String executor) {
		Application.runner().withPropertyValues("futil.context.request-attributes=true").run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).on(executor);
			ServletRequestAttributes callers = beginRequest();
			AtomicInteger destroyed = new AtomicInteger();
			callers.setAttribute("count", new AtomicInteger(), RequestAttributes.SCOPE_REQUEST);
			assertThat(fanOut.map(ITEMS, (item) -> {
				RequestAttributes own = RequestContextHolder.currentRequestAttributes();
				((AtomicInteger) own.getAttribute("count", RequestAttributes.SCOPE_REQUEST)).incrementAndGet();
				own.registerDestructionCallback("bean" + item, destroyed::incrementAndGet,
						RequestAttributes.SCOPE_REQUEST);
				return request().getParameter("q") + request().getRequestURI();
			})).containsOnly("value/page");
			assertThat(callers.getAttribute("count", RequestAttributes.SCOPE_REQUEST)).hasToString("5");
			assertThat(RequestContextHolder.getRequestAttributes()).isSameAs(callers);
			callers.requestCompleted();
			assertThat(destroyed).hasValue(5);
			RequestContextHolder.resetRequestAttributes();
			assertThat(fanOut.map(ITEMS, (item) -> RequestContextHolder.getRequestAttributes() == null))
				.containsOnly(true);
		});
	}

	@Test
	void aTaskThatGoesOnHoldsNothingOfTheRequest() {
		Application.runner().withPropertyValues("futil.context.request-attributes=true").run((context) -> {
			FanOutOperations fanOut = context.getBean(FanOutOperations.class).timeout(Duration.ofMillis(200));
			CountDownLatch released = new CountDownLatch(1);
			CountDownLatch ended = new CountDownLatch(1);
			AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
			WeakReference<Object> request = new WeakReference<>(beginRequest().getRequest());
			assertThatExceptionOfType(FanOutTimeoutException.class).isThrownBy(() -> fanOut.forEach(ITEMS, (item) -> {
				if (item != 1) {
					return;
				}
				RequestAttributes own = RequestContextHolder.currentRequestAttributes();
				HttpServletRequest lent = request();
				assertThat(lent.getParameter("q")).isEqualTo("value");
				passStubbornly(released);
				try {
					assertThatIllegalStateException()
						.isThrownBy(() -> own.getAttribute("any", RequestAttributes.SCOPE_REQUEST))
						.withMessageContaining("has ended");
					assertThatIllegalStateException().isThrownBy(() -> lent.getParameter("q"))
						.withMessageContaining("has ended");
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
				ended.countDown();
			}));
			RequestContextHolder.resetRequestAttributes();
			Memory.awaitCollected(request);
			released.countDown();
			ended.await();
			assertThat(failure).hasValue(null);
		});
	}

	private static void passStubbornly(CountDownLatch gate) {
		while (gate.getCount() > 0) {
			try {
				gate.await();
			}
			catch (InterruptedException ex) {
				// It does not heed that.
				continue;
			}
		}
	}

	@Test
	void aLocaleThatAsksTheRequestIsAskedBeforeTheCall() {
		Application.runner().run((context) -> {
			HttpServletRequest request = beginRequest().getRequest();
			Thread caller = Thread.currentThread();
			LocaleContextHolder.setLocaleContext(() -> {
				assertThat(Thread.currentThread()).isSameAs(caller);
				return request.getLocale();
			});
			assertThat(context.getBean(FanOutOperations.class).map(ITEMS, (item) -> LocaleContextHolder.getLocale()))
				.containsOnly(Locale.CANADA_FRENCH);
		});
	}

}
