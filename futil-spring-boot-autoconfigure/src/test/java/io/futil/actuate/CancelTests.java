package io.futil.actuate;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running call is cancelled by its operator.
 */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class CancelTests {

	private static final Operated application = Operated.start(Operated.OPEN, Operated.ALLOWED);

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void aRunningCallEndsAndThatIsWrittenDown(CapturedOutput output) throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch never = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread caller = new Thread(() -> {
			try {
				application.fanOut().named("endless\r\nINFO forged ${jndi:x}").map(List.of(1), (item) -> {
					started.countDown();
					try {
						never.await();
					}
					catch (InterruptedException ex) {
						interrupted.set(true);
						throw ex;
					}
					return item;
				});
			}
			catch (Throwable ex) {
				thrown.set(ex);
			}
		});
		caller.start();
		started.await();
		String id = application.awaitShown("$.running[*].id").<List<String>>read("$.running[*].id").get(0);
		assertThat(application.cancel(id).status()).isEqualTo(204);
		caller.join();
		assertThat(thrown.get()).isInstanceOf(CancellationException.class);
		Operated.until("its task has been interrupted", interrupted::get);
		assertThat(application.cancel(id).status()).isEqualTo(404);
		assertThat(application.awaitShown("$.finished[*]").<List<String>>read("$.finished[*].outcome"))
			.containsExactly("cancelled");
		assertThat(output.toString().lines().filter((line) -> line.contains("was cancelled by"))).singleElement()
			.asString()
			.contains("Call " + id + ", map 'endless??INFO forged ??jndi?x?' on executor 'io'");
		assertThat(output).doesNotContain("${jndi").doesNotContain("\nINFO forged");
		AuditEvent event = application.bean(AuditEventRepository.class).find(null, null, Audit.CANCEL).get(0);
		assertThat(event.getData()).containsEntry("id", id)
			.containsEntry("executor", "io")
			.containsEntry("verb", "map");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "999999999999999999", "99999999999999999999", "1e3", "cpu", "%0D%0A", "null" })
	void whatIsNoRunningCallIsNotFound(String id, CapturedOutput output) {
		assertThat(application.cancel(id).status()).isIn(400, 404);
		assertThat(output).doesNotContain("was cancelled");
	}

}
