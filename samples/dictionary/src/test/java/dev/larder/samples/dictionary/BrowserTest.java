// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a browser, as a person uses it; the picture of the README is taken here. */
class BrowserTest extends RunningDictionary {
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final Path README_PICTURE = Path.of("../../docs/images/dictionary.png");
  private static final Pattern HITS_MISSES_AND_PUTS = Pattern.compile("( [1-9][0-9,]*){3} ");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path profile;
  private Window window;

  @BeforeEach
  void openBrowser() {
    window = Window.open(profile);
  }

  @AfterEach
  void closeBrowser() {
    if (window != null) {
      window.close();
    }
  }

  @Test
  void page_usedByAPerson_showsWhatTheCacheDoes() throws IOException {
    window.screen(1360, 900, 1.5, "light");
    open("lantern");

    await().atMost(LIMIT).until(() -> outcome().equals("miss"));
    assertThat(window.text("#story")).contains("“lantern” miss");
    assertThat(window.text("#entry h1")).isEqualTo("lantern");

    window.click("#again");
    await().atMost(LIMIT).until(() -> outcome().equals("hit"));
    assertThat(window.attribute("#story", "data-statements")).isEqualTo("0");
    assertThat(window.text("#story")).contains("all 9 parts from the cache, 0 database statements");

    writeANote();
    turnTheCacheOff();
    run("off");
    window.look("harvest");
    assertThat(window.text("#entry h1")).isEqualTo("harvest");
    window.click("#switch");
    run("on");
    editALine();

    assertThat(Double.parseDouble(window.text("#ratio").replace(" %", ""))).isPositive();
    window.showsMore(() -> window.click("#again"));
    assertThat(outcome()).isEqualTo("hit");
    assertThat(window.text("#story")).contains("from the database it took");
    await().atMost(LIMIT).until(() -> window.text("#race-text").contains("as fast with the cache"));
    assertThat(window.elements(".step[open] pre")).hasSize(1);
    assertThat(window.text(".step[open] pre").lines()).hasSize(3);
    takePictures();
  }

  private void writeANote() {
    WebElement note = window.element("#note");
    note.clear();
    note.sendKeys("A light that goes with you.");
    window.click("#save-note");
    await()
        .atMost(LIMIT)
        .until(() -> window.text("#note-said").startsWith("written through: 1 database statement"));
    window.click("#again");
    await().atMost(LIMIT).until(() -> noteText().equals("A light that goes with you."));
  }

  private void turnTheCacheOff() {
    window.click("#switch");
    await().atMost(LIMIT).until(() -> outcome().equals("off"));
    assertThat(Integer.parseInt(window.attribute("#story", "data-statements"))).isGreaterThan(10);
    assertThat(noteText()).isEqualTo("A light that goes with you.");
  }

  private void run(String mode) {
    window.click("#run");
    await()
        .atMost(LIMIT)
        .until(
            () ->
                window.attribute("#run", "data-running").equals("false")
                    && window.text("#run-detail").contains(" look-ups, cache " + mode));
  }

  /** The line is read back through all four kinds of Hibernate's regions, and they are counted. */
  private void editALine() {
    window.click("#entry .senses li .edit-open");
    window.type(".edit-text", "what a season gives");
    window.type(".edit-examples", "a poor harvest of apples");
    window.type(".edit-tags", "kitchen, autumn");
    window.showsMore(() -> window.click(".edit-save"));
    await().atMost(LIMIT).until(() -> window.text("#edit-said").startsWith("saved: "));
    window.showsMore(() -> window.click("#again"));

    assertThat(window.text("#entry .senses li"))
        .contains("what a season gives", "a poor harvest of apples", "kitchen", "autumn");
    assertThat(window.text("#latest")).contains("what a season gives");
    assertThat(window.text(".step[data-use=ENTRY] .regions"))
        .contains("natural ids 1 hit", "entities", "collections");
    assertThat(window.text(".step[data-use=LINES] .regions"))
        .contains("queries 2 hits", "entities", "collections");
    for (String kind : List.of("NATURAL_ID", "ENTITY", "COLLECTION", "QUERY")) {
      await()
          .atMost(LIMIT)
          .until(
              () -> window.text("#kinds tr[data-kind=" + kind + "]"),
              row -> HITS_MISSES_AND_PUTS.matcher(row).find());
    }
  }

  @Test
  void page_onAPhone_fitsItsWidth() {
    window.screen(390, 844, 2, "light");
    open("harvest");

    assertThat(width()).isEqualTo("390");
    assertThat(window.element("#switch").isDisplayed()).isTrue();

    window.click("#entry .senses li .edit-open");
    assertThat(window.element(".edit-save").isDisplayed()).isTrue();
    assertThat(width()).isEqualTo("390");
  }

  private String width() {
    return window.run("return document.documentElement.scrollWidth");
  }

  @Test
  void search_typing_suggestsAndArrowsChoose() {
    window.screen(1000, 800, 1, "dark");
    open("harvest");
    WebElement word = window.element("#word");

    word.clear();
    word.sendKeys("perso");
    await().atMost(LIMIT).until(() -> window.text("#suggestions mark").equals("perso"));
    assertThat(window.text("#suggestions li")).isEqualTo("person");
    word.sendKeys(Keys.ARROW_DOWN, Keys.ENTER);

    await().atMost(LIMIT).until(() -> window.text("#entry h1").equals("person"));
  }

  @Test
  void lookUp_unknownWord_saysSoAndOffersOthers() {
    window.screen(1000, 800, 1, "light");
    open("dictionarry");

    assertThat(window.text("#entry")).contains("WordNet has no “dictionarry”", "dictionary");
  }

  /**
   * Pictures to look at; the README's is replaced only when asked, so that a build changes nothing.
   */
  private void takePictures() throws IOException {
    Files.createDirectories(PICTURES);
    window.run("window.scrollTo(0, 0)");
    Path picture = take("desktop-light");
    if ("update".equals(System.getProperty("picture"))) {
      Files.createDirectories(README_PICTURE.getParent());
      Files.copy(picture, README_PICTURE, StandardCopyOption.REPLACE_EXISTING);
    }
    window.screen(1360, 900, 1, "dark");
    take("desktop-dark");
    window.screen(1360, 1900, 1, "light");
    take("desktop-whole");
    window.screen(390, 2900, 1, "light");
    take("phone-light");
    window.screen(390, 2900, 1, "dark");
    take("phone-dark");
    assertThat(picture).isNotEmptyFile();
  }

  private static Path file(String name) {
    return PICTURES.resolve(name + ".png");
  }

  private Path take(String name) throws IOException {
    return window.picture(file(name));
  }

  private void open(String word) {
    window.go(address() + "#" + word);
  }

  private String outcome() {
    return window.attribute("#story", "data-outcome");
  }

  private String noteText() {
    return Window.read(() -> window.element("#note").getDomProperty("value"));
  }
}
