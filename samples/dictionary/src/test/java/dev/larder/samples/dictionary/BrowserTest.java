// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The page in a browser, as a person uses it; the picture of the README is taken here. */
class BrowserTest extends RunningDictionary {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Path README_PICTURE = Path.of("../../docs/images/dictionary.png");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path profile;
  private ChromeDriver browser;

  @BeforeEach
  void openBrowser() {
    boolean there = Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER);
    if (!there) {
      System.out.println("BrowserTest needs a browser: apt-get install chromium chromium-driver");
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
    browser = new ChromeDriver(service, options);
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void page_usedByAPerson_showsWhatTheCacheDoes() throws IOException {
    screen(1360, 900, 1.5, "light");
    open("lantern");

    await().atMost(LIMIT).until(() -> outcome().equals("miss"));
    assertThat(text("#story")).contains("“lantern” miss");
    assertThat(text("#entry h1")).isEqualTo("lantern");

    click("#again");
    await().atMost(LIMIT).until(() -> outcome().equals("hit"));
    assertThat(attribute("#story", "data-statements")).isEqualTo("0");
    assertThat(text("#story")).contains("all 7 parts from the cache, 0 database statements");

    writeANote();
    turnTheCacheOff();
    run("off");
    look("harvest");
    await().atMost(LIMIT).until(() -> text("#entry h1").equals("harvest"));
    click("#switch");
    run("on");

    assertThat(Double.parseDouble(text("#ratio").replace(" %", ""))).isPositive();
    click("#again");
    await().atMost(LIMIT).until(() -> outcome().equals("hit"));
    assertThat(text("#story")).contains("from the database it took");
    await().atMost(LIMIT).until(() -> text("#race-text").contains("as fast with the cache"));
    assertThat(browser.findElements(By.cssSelector(".step[open] pre"))).hasSize(1);
    assertThat(text(".step[open] pre").lines()).hasSize(3);
    takePictures();
  }

  private void writeANote() {
    WebElement note = browser.findElement(By.id("note"));
    note.clear();
    note.sendKeys("A light that goes with you.");
    click("#save-note");
    await()
        .atMost(LIMIT)
        .until(() -> text("#note-said").startsWith("written through: 1 database statement"));
    click("#again");
    await().atMost(LIMIT).until(() -> noteText().equals("A light that goes with you."));
  }

  private void turnTheCacheOff() {
    click("#switch");
    await().atMost(LIMIT).until(() -> outcome().equals("off"));
    assertThat(Integer.parseInt(attribute("#story", "data-statements"))).isGreaterThan(10);
    assertThat(noteText()).isEqualTo("A light that goes with you.");
  }

  private void run(String mode) {
    click("#run");
    await()
        .atMost(LIMIT)
        .until(
            () ->
                attribute("#run", "data-running").equals("false")
                    && text("#run-detail").contains(" look-ups, cache " + mode));
  }

  @Test
  void page_onAPhone_fitsItsWidth() {
    screen(390, 844, 2, "light");
    open("harvest");
    await().atMost(LIMIT).until(() -> text("#entry h1").equals("harvest"));

    Object width = browser.executeScript("return document.documentElement.scrollWidth");

    assertThat(width).isEqualTo(390L);
    assertThat(browser.findElement(By.id("switch")).isDisplayed()).isTrue();
  }

  @Test
  void search_typing_suggestsAndArrowsChoose() {
    screen(1000, 800, 1, "dark");
    open("harvest");
    await().atMost(LIMIT).until(() -> text("#entry h1").equals("harvest"));
    WebElement word = browser.findElement(By.id("word"));

    word.clear();
    word.sendKeys("perso");
    await().atMost(LIMIT).until(() -> suggestions().contains("person"));
    word.sendKeys(Keys.ARROW_DOWN, Keys.ENTER);

    await().atMost(LIMIT).until(() -> text("#entry h1").equals("person"));
  }

  @Test
  void lookUp_unknownWord_saysSoAndOffersOthers() {
    screen(1000, 800, 1, "light");
    open("dictionarry");

    await().atMost(LIMIT).until(() -> text("#entry").contains("WordNet has no “dictionarry”"));
    assertThat(text("#entry")).contains("dictionary");
  }

  /**
   * Pictures to look at; the README's is replaced only when asked, so that a build changes nothing.
   */
  private void takePictures() throws IOException {
    Files.createDirectories(PICTURES);
    browser.executeScript("window.scrollTo(0, 0)");
    Path picture = take("desktop-light");
    if ("update".equals(System.getProperty("picture"))) {
      Files.createDirectories(README_PICTURE.getParent());
      Files.copy(picture, README_PICTURE, StandardCopyOption.REPLACE_EXISTING);
    }
    screen(1360, 900, 1, "dark");
    take("desktop-dark");
    screen(390, 2600, 1, "light");
    take("phone-light");
    screen(390, 2600, 1, "dark");
    take("phone-dark");
    assertThat(picture).isNotEmptyFile();
  }

  private Path take(String name) throws IOException {
    Path picture = PICTURES.resolve(name + ".png");
    return Files.write(picture, browser.getScreenshotAs(OutputType.BYTES));
  }

  private void screen(int width, int height, double scale, String colors) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 500));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colors))));
  }

  private void open(String word) {
    browser.get(address() + "#" + word);
  }

  private void look(String word) {
    WebElement field = browser.findElement(By.id("word"));
    field.clear();
    field.sendKeys(word, Keys.ENTER);
  }

  private void click(String selector) {
    browser.findElement(By.cssSelector(selector)).click();
  }

  private String outcome() {
    return attribute("#story", "data-outcome");
  }

  private String noteText() {
    return read(() -> browser.findElement(By.id("note")).getDomProperty("value"));
  }

  private List<String> suggestions() {
    return browser.findElements(By.cssSelector("#suggestions li")).stream()
        .map(item -> String.valueOf(item.getDomAttribute("data-word")))
        .toList();
  }

  private String text(String selector) {
    return read(() -> browser.findElement(By.cssSelector(selector)).getText());
  }

  private String attribute(String selector, String name) {
    return read(() -> browser.findElement(By.cssSelector(selector)).getDomAttribute(name));
  }

  /** What the page says; nothing while the element is not there or is being replaced. */
  private static String read(Supplier<String> reading) {
    try {
      return String.valueOf(reading.get());
    } catch (StaleElementReferenceException | NoSuchElementException replaced) {
      return "";
    }
  }
}
