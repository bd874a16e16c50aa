package io.futil.sample;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The live page in a real browser: what it shows, what it starts, and that it can be read
 * and used by everybody.
 */
@Timeout(60)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "audit.enabled=false",
		"server.shutdown=immediate", "loads.items=300", "loads.stuck-for=10m", "futil.executors.cpu.core-size=2" })
class LivePageTests {

	private static final int WIDE = 1280;

	private static final int NARROW = 360;

	@RegisterExtension
	static final Browser browser = new Browser();

	@LocalServerPort
	int port;

	@Test
	void showsTheExecutors() {
		open(WIDE, "light");
		browser.await("[data-executor=io] [role=meter]");
		assertThat(browser.await("[data-executor=cpu] [role=meter]").getText()).contains("of", "active");
		assertThat(browser.find("#size-cpu").getDomAttribute("max")).isEqualTo("8");
		assertThat(browser.shows("#size-io")).isFalse();
		assertThat(browser.shows("#members-section")).isFalse();
	}

	@Test
	void buttonStartsALoadWhoseBarMovesUntilItIsCancelled() {
		// So that it does not end before it is cancelled, however quick the machine.
		resizeCpu(1);
		open(WIDE, "light");
		browser.await("[data-load=audit]").click();
		String bar = "[data-operation=audit-hash] [role=progressbar]";
		long first = done(browser.await(bar, (shown) -> done(shown) > 0));
		browser.await(bar, (shown) -> done(shown) > first);
		double wide = width(browser.find(bar + " span"));
		browser.await(bar + " span", (fill) -> width(fill) > wide);
		browser.await("[data-executor=cpu] path.active", (arc) -> !"hidden".equals(arc.getDomAttribute("visibility")));
		String lines = picture();
		browser.await("[data-meter='futil.task'] canvas", (canvas) -> !picture().equals(lines));
		browser.find("[data-operation=audit-hash] button").click();
		browser.await("#finished [data-operation=audit-hash]", (row) -> row.getText().contains("cancelled"));
		browser.awaitGone("#running [data-operation=audit-hash]");
		browser.await("[data-meter='futil.task'] [data-executor=cpu] [data-value=max]",
				(cell) -> cell.getText().endsWith("s"));
	}

	@Test
	void keyboardAloneStartsALoadAndResizesAPool() {
		resizeCpu(2);
		open(WIDE, "dark");
		browser.await("#size-cpu");
		browser.tabTo("[data-load=race]");
		browser.press(Keys.SPACE);
		browser.await("#message", (message) -> message.getText().contains("Hedged race: started"));
		browser.tabTo("#size-cpu");
		browser.press(Keys.END);
		browser.await("#message", (message) -> message.getText().contains("2 to 8 threads"));
		assertThat(concurrencyOfCpu()).isEqualTo(8);
		browser.await("[data-executor=cpu] .gauge", (gauge) -> gauge.getText().contains("of 8 active"));
		browser.press(Keys.HOME);
		browser.await("#message", (message) -> message.getText().contains("8 to 1 thread."));
		assertThat(concurrencyOfCpu()).isEqualTo(1);
		browser.await("[data-executor=cpu] .gauge", (gauge) -> gauge.getText().contains("of 1 active"));
		assertThat(browser.focused()).isEqualTo(browser.find("#size-cpu"));
		browser.await("#finished [data-operation=race]");
	}

	@Test
	void saysWhenThereIsEnoughOfSomething() {
		open(NARROW, "dark");
		WebElement button = browser.await("[data-load=stuck]");
		for (int i = 0; i < 3; i++) {
			button.click();
		}
		browser.await("#message[data-failed]", (message) -> message.getText().contains("2 of these run already"));
	}

	@Test
	void restsWhileNobodyLooks() {
		open(WIDE, "light");
		browser.await("#connection[data-state=live]");
		look(false);
		assertThat(browser.await("#connection[data-state=paused]").getText()).isEqualTo("Paused");
		look(true);
		browser.await("#connection[data-state=live]");
	}

	@ParameterizedTest
	@CsvSource({ "1280, light", "1280, dark", "360, dark" })
	void everybodyCanReadIt(int width, String scheme) throws IOException {
		open(width, scheme);
		browser.await("#connection[data-state=live]");
		for (String load : List.of("flaky", "race")) {
			browser.await("[data-load=" + load + "]").click();
		}
		if (report().path("abandoned").isEmpty()) {
			browser.await("[data-load=stuck]").click();
		}
		browser.await("#abandoned summary").click();
		browser.await("#running [data-operation=flaky]");
		browser.await("#finished [data-operation=race]");
		assertThat(browser.violations()).isEqualTo(List.of());
		assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
		browser.screenshot("live-" + width + "-" + scheme);
	}

	@ParameterizedTest
	@CsvSource({ "1280, light", "360, dark" })
	void everybodyCanReadTheVerbsToo(int width, String scheme) throws IOException {
		browser.open("http://127.0.0.1:" + this.port + "/verbs.html", width, scheme);
		assertThat(browser.violations()).isEqualTo(List.of());
		assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
	}

	private void open(int width, String scheme) {
		browser.open("http://127.0.0.1:" + this.port + "/", width, scheme);
	}

	private static void look(boolean seen) {
		browser.run("""
				Object.defineProperty(document, 'hidden', { configurable: true, value: arguments[0] });
				document.dispatchEvent(new Event('visibilitychange'));
				""", !seen);
	}

	private static long done(WebElement bar) {
		String now = bar.getDomAttribute("aria-valuenow");
		return (now != null) ? Long.parseLong(now) : -1;
	}

	private static double width(WebElement element) {
		return ((Number) browser.run("return arguments[0].getBoundingClientRect().width", element)).doubleValue();
	}

	/** The chart of how long tasks run, as it is drawn. */
	private static String picture() {
		return (String) browser.run("return document.querySelector(\"[data-meter='futil.task'] canvas\").toDataURL()");
	}

	private JsonNode report() {
		return Reply.of(this.port, "/actuator/fanout").body();
	}

	private void resizeCpu(int size) {
		RestClient.create("http://127.0.0.1:" + this.port)
			.post()
			.uri("/actuator/fanout/cpu")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("size", size))
			.retrieve()
			.toBodilessEntity();
	}

	private int concurrencyOfCpu() {
		return report().path("executors")
			.valueStream()
			.filter((executor) -> executor.path("name").asString().equals("cpu"))
			.findFirst()
			.orElseThrow()
			.path("concurrency")
			.asInt();
	}

}
