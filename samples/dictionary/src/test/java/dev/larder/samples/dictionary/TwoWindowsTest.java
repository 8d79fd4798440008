// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two readers with a browser each: what one of them changes is what the other sees next. */
class TwoWindowsTest extends RunningDictionary {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROUNDS = 6;
  private static final String FIRST_LINE = "#entry .senses > li";

  @Autowired HikariDataSource pool;
  @TempDir Path profiles;
  private JdbcClient database;
  private final List<Window> windows = new ArrayList<>();

  /** A line as a person reads it. */
  private record Shown(int synset, String text, List<String> examples, List<String> tags) {}

  @BeforeEach
  void openBrowsers() {
    database = JdbcClient.create(pool);
    for (String name : List.of("one", "other")) {
      Window window = Window.open(profiles.resolve(name));
      windows.add(window);
      window.screen(1360, 900, 1, "light");
    }
  }

  @AfterEach
  void closeBrowsers() {
    windows.forEach(Window::close);
  }

  @Test
  void lines_editedInTurn_readInTheOtherWindowAsTheDatabaseHasThem() {
    windows.forEach(window -> window.go(address() + "#anchor"));

    for (int round = 0; round < ROUNDS; round++) {
      Window editor = windows.get(round % 2);
      Window reader = windows.get(1 - round % 2);

      edit(editor, "wording " + round, examples(round), List.of("round " + round, "at sea"));
      reader.look("anchor");

      assertShowsTheDatabase(reader, "anchor");
      assertShowsTheDatabase(editor, "anchor");
      assertThat(shown(reader).get(0).text()).isEqualTo("wording " + round);
      assertThat(shown(reader).get(0).examples()).isEqualTo(examples(round));
      // A second look is served by the caches alone, and says the same.
      reader.showsMore(() -> reader.click("#again"));
      assertThat(reader.attribute("#story", "data-statements")).isEqualTo("0");
      assertShowsTheDatabase(reader, "anchor");
    }
  }

  /** Two examples, then one, then none, then again two: it grows and shrinks. */
  private static List<String> examples(int round) {
    return IntStream.range(0, 2 - round % 3).mapToObj(i -> "example " + round + "." + i).toList();
  }

  @Test
  void tag_renamedInTurn_isFoundByItsNewNameAlone() {
    windows.forEach(window -> window.go(address() + "#lighthouse"));
    edit(windows.get(0), "a light for ships", List.of(), List.of("shore 0"));

    for (int round = 0; round < ROUNDS; round++) {
      Window editor = windows.get(round % 2);
      Window reader = windows.get(1 - round % 2);
      String before = "shore " + round;
      String after = "shore " + (round + 1);
      reader.look("tag:" + before);
      assertThat(reader.text("#entry .listed")).isEqualTo("beacon a light for ships");

      editor.look("tag:" + before);
      editor.type("#tag-name", after);
      editor.showsMore(() -> editor.click("#rename button"));
      reader.look("tag:" + after);

      assertThat(reader.text("#entry h1")).isEqualTo(after);
      assertThat(reader.text("#entry .listed")).isEqualTo("beacon a light for ships");
      reader.look("tag:" + before);
      assertThat(reader.text("#entry")).contains("No reader has a tag “" + before + "”");
      reader.look("lighthouse");
      assertShowsTheDatabase(reader, "lighthouse");
      assertThat(shown(reader).get(0).tags()).containsExactly(after);
    }
  }

  @Test
  void line_editedInBothWindows_secondIsToldWhatTheFirstMadeOfIt() {
    Window first = windows.get(0);
    Window second = windows.get(1);
    windows.forEach(window -> window.go(address() + "#compass"));
    second.click(FIRST_LINE + " .edit-open");

    edit(first, "it knows where north is", List.of("follow the compass"), List.of());
    second.type(".edit-text", "a needle that turns");
    second.click(".edit-save");

    await().atMost(LIMIT).until(() -> !second.text(".said").isEmpty());
    assertThat(second.text(".said"))
        .startsWith("Somebody else changed this line meanwhile. It now reads")
        .contains("“it knows where north is”", "“follow the compass”");
    first.look("compass");
    assertThat(shown(first).get(0).text()).isEqualTo("it knows where north is");
    assertShowsTheDatabase(first, "compass");

    second.showsMore(() -> second.click(".edit-save"));
    first.look("compass");
    assertThat(shown(first).get(0).text()).isEqualTo("a needle that turns");
    assertShowsTheDatabase(first, "compass");
    assertShowsTheDatabase(second, "compass");
  }

  private static void edit(Window window, String text, List<String> examples, List<String> tags) {
    window.click(FIRST_LINE + " .edit-open");
    window.type(".edit-text", text);
    window.type(".edit-examples", String.join("\n", examples));
    window.type(".edit-tags", String.join(", ", tags));
    window.showsMore(() -> window.click(".edit-save"));
  }

  /** All lines of the entry and the list of the latest edits; nothing is waited for. */
  private void assertShowsTheDatabase(Window window, String word) {
    assertThat(shown(window)).isEqualTo(inDatabase(word));
    assertThat(window.elements("#latest li").stream().map(WebElement::getText).toList())
        .isEqualTo(latestInDatabase());
  }

  private static List<Shown> shown(Window window) {
    return window.elements(FIRST_LINE).stream().map(TwoWindowsTest::shown).toList();
  }

  private static Shown shown(WebElement line) {
    return new Shown(
        Integer.parseInt(String.valueOf(line.getDomAttribute("data-synset"))),
        texts(line, ".definition").get(0),
        texts(line, ".example.reader").stream().map(text -> text.replaceAll("[“”]", "")).toList(),
        texts(line, "a.tag.reader"));
  }

  private static List<String> texts(WebElement line, String selector) {
    return line.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  private List<Shown> inDatabase(String word) {
    return database
        .sql(
            """
            SELECT synset.id, synset.definition, COALESCE(wording.text, '') AS wording
            FROM word JOIN sense ON sense.word = word.id JOIN synset ON synset.id = sense.synset
            LEFT JOIN wording ON wording.synset = synset.id
            WHERE word.lemma = ? ORDER BY POSITION(synset.type, 'nvasr'), sense.number
            """)
        .param(word)
        .query(
            (row, number) ->
                new Shown(
                    row.getInt("id"),
                    row.getString(row.getString("wording").isEmpty() ? "definition" : "wording"),
                    examplesInDatabase(row.getInt("id")),
                    tagsInDatabase(row.getInt("id"))))
        .list();
  }

  private List<String> examplesInDatabase(int synset) {
    return database
        .sql("SELECT text FROM wording_example WHERE synset = ? ORDER BY position")
        .param(synset)
        .query(String.class)
        .list();
  }

  private List<String> tagsInDatabase(int synset) {
    return database
        .sql(
            """
            SELECT name FROM tag JOIN tag_meaning ON tag_meaning.tag = tag.id
            WHERE tag_meaning.synset = ? ORDER BY name
            """)
        .param(synset)
        .query(String.class)
        .list();
  }

  private List<String> latestInDatabase() {
    return database
        .sql(
            """
            SELECT sense.spelling || ' '
              || CASE WHEN wording.text = '' THEN synset.definition ELSE wording.text END
            FROM wording JOIN synset ON synset.id = wording.synset
            JOIN sense ON sense.synset = synset.id AND sense.position = 1
            ORDER BY wording.changed_at DESC, synset.id LIMIT 6
            """)
        .query(String.class)
        .list();
  }
}
