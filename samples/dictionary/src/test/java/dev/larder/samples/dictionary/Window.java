// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A window of Debian's chromium with the page in it, in a browser of its own. */
final class Window implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ChromeDriver browser;

  private Window(ChromeDriver browser) {
    this.browser = browser;
  }

  /** A new browser; where none is installed the test is left out, but not on the CI machine. */
  static Window open(Path profile) {
    boolean there = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    if (!there) {
      System.out.println("This test needs a browser: apt-get install chromium chromium-driver");
      assertThat(System.getenv("CI"))
          .as("a browser is missing, and CI must have one")
          .isNotEqualTo("true");
    }
    assumeThat(there).as("chromium and chromedriver in /usr/bin").isTrue();
    var options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--user-data-dir=" + profile);
    // With the driver named, Selenium looks for none and downloads none.
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Window(new ChromeDriver(service, options));
  }

  @Override
  public void close() {
    browser.quit();
  }

  void screen(int width, int height, double scale, String colors) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 500));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
  }

  /** Goes to an address and waits until the look-up there is done. */
  void go(String address) {
    browser.get(address);
    await().atMost(LIMIT).until(() -> views() > 0);
  }

  /** Looks a word or a tag up by the field, and waits until what was asked for is shown. */
  void look(String word) {
    WebElement field = element("#word");
    field.clear();
    showsMore(() -> field.sendKeys(word, Keys.ENTER));
  }

  /** Does something, and waits until the page shows one more view of an entry. */
  void showsMore(Runnable work) {
    int before = views();
    work.run();
    await().atMost(LIMIT).until(() -> views() > before);
  }

  private int views() {
    String views = attribute("#entry", "data-views");
    return views.matches("\\d+") ? Integer.parseInt(views) : 0;
  }

  void click(String selector) {
    element(selector).click();
  }

  /** Replaces what is in a field. */
  void type(String selector, String text) {
    WebElement field = element(selector);
    field.clear();
    field.sendKeys(text);
  }

  WebElement element(String selector) {
    return browser.findElement(By.cssSelector(selector));
  }

  List<WebElement> elements(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }

  String text(String selector) {
    return read(() -> element(selector).getText());
  }

  String attribute(String selector, String name) {
    return read(() -> element(selector).getDomAttribute(name));
  }

  /** What the page says; nothing while the element is not there or is being replaced. */
  static String read(Supplier<String> reading) {
    try {
      return String.valueOf(reading.get());
    } catch (StaleElementReferenceException | NoSuchElementException replaced) {
      return "";
    }
  }

  String run(String script) {
    return String.valueOf(browser.executeScript(script));
  }

  Path picture(Path file) throws IOException {
    return Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
  }
}
