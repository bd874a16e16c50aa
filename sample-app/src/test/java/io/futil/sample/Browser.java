package io.futil.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A headless Chromium of this machine, for all tests of a class. Where there is none, the
 * class is skipped.
 */
final class Browser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration AGAINST_A_HANG = Duration.ofSeconds(20);

	private ChromeDriver driver;

	@Override
	public void beforeAll(ExtensionContext context) {
		assumeTrue(Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
				() -> "skipped: no " + CHROMIUM + " and " + DRIVER + "; .ci/install-chromium installs them");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--force-color-profile=srgb", "--hide-scrollbars");
		options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL"));
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build(),
				options);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.driver != null) {
			this.driver.quit();
		}
	}

	/**
	 * Open a page in a window of this width, as seen by somebody who likes it light or
	 * dark, and no motion.
	 */
	void open(String url, int width, String scheme) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
						Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		this.driver.get(url);
	}

	/**
	 * Chromium itself writes down each refusal; that of a third load is one to be seen.
	 */
	@Override
	public void afterEach(ExtensionContext context) {
		assertThat(console()).as("what the page has said to the console")
			.allMatch((line) -> line.contains("status of 409"));
	}

	private List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::toString).toList();
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	boolean shows(String css) {
		return this.driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
	}

	/**
	 * Wait until there is such an element, and it is as it should be.
	 */
	WebElement await(String css, Predicate<WebElement> as) {
		return new WebDriverWait(this.driver, AGAINST_A_HANG, Duration.ofMillis(50))
			.ignoring(StaleElementReferenceException.class)
			.withMessage(() -> css + " in " + find("body").getText())
			.until((page) -> page.findElements(By.cssSelector(css)).stream().filter(as).findFirst().orElse(null));
	}

	WebElement await(String css) {
		return await(css, WebElement::isDisplayed);
	}

	void awaitGone(String css) {
		new WebDriverWait(this.driver, AGAINST_A_HANG, Duration.ofMillis(50)).until((page) -> !shows(css));
	}

	void press(CharSequence... keys) {
		new Actions(this.driver).sendKeys(keys).perform();
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	/**
	 * Go on with the tabulator until this element has the focus.
	 */
	void tabTo(String css) {
		WebElement wanted = find(css);
		for (int i = 0; i < 60 && !focused().equals(wanted); i++) {
			press(Keys.TAB);
		}
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/**
	 * What axe-core has to say against the page.
	 */
	Object violations() throws IOException {
		this.driver.executeScript(new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8));
		return this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run({ resultTypes: ['violations'] }).then((found) => done(found.violations.map((one) =>
					one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))),
					(failure) => done(['axe: ' + failure]));
				""");
	}

	/**
	 * Write what the whole page looks like.
	 */
	void screenshot(String name) throws IOException {
		Path directory = Files.createDirectories(Path.of("target", "screenshots"));
		int height = ((Long) run("return document.documentElement.scrollHeight")).intValue();
		int width = ((Long) run("return window.innerWidth")).intValue();
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		Files.write(directory.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
	}

}
