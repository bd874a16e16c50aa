package io.futil.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The members on the live page, in a real browser.
 */
@Timeout(120)
class ClusterPageTests {

	@RegisterExtension
	static final Browser browser = new Browser();

	@TempDir
	static Path root;

	private static ClusterSample sample;

	@BeforeAll
	static void start() throws IOException {
		sample = ClusterSample.start(root, 1);
	}

	@AfterAll
	static void stop() throws IOException {
		if (sample != null) {
			sample.close();
		}
	}

	@Test
	void showsWhatTheWorkerDoesAndEverybodyCanReadIt() throws IOException {
		browser.open("http://127.0.0.1:" + sample.port() + "/", 360, "dark");
		browser.await("[data-member][data-local] [data-state=UP]");
		String worker = "[data-member]:not([data-local])";
		browser.await("[data-load=audit]").click();
		browser.await(worker + " .number:nth-of-type(2)", (running) -> !running.getText().startsWith("0 of"));
		browser.await(worker + " .number:nth-of-type(4)", (completed) -> !completed.getText().equals("0"));
		assertThat(browser.find("#members-count").getText()).isEqualTo("2 members");
		assertThat(browser.violations()).isEqualTo(List.of());
		assertThat((Boolean) browser.run("return document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
		browser.screenshot("live-cluster");
	}

}
