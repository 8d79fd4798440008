// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.samples.dictionary.Client.Answer;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.uses.Line;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A line that several writers change, and the history against which readers check what they see.
 */
final class ContendedLine {
  private static final int CHANGES_OF_A_WRITER = 25;

  private final Client client;
  private final String word;
  private final int synset;

  /** What is sent, by the version that it will be; a version is given to one writer alone. */
  private final Map<String, Integer> versionOf = new ConcurrentHashMap<>();

  private final Map<Integer, Line> committed = new ConcurrentHashMap<>();

  /** The highest version whose commit was answered. */
  private final AtomicInteger answered = new AtomicInteger(Line.UNTOUCHED);

  ContendedLine(Client client, String word, int synset) {
    this.client = client;
    this.word = word;
    this.synset = synset;
  }

  /** Changes the line again and again; after a conflict from what the look-up then says. */
  void write(String writer) {
    for (int done = 0; done < CHANGES_OF_A_WRITER; ) {
      int seen = read(Mode.ON).version();
      String text = word + " by " + writer + " over " + seen;
      List<String> examples =
          IntStream.range(0, 1 + done % 3).mapToObj(i -> text + ", example " + i).toList();
      List<String> tags = List.of(word + " " + seen % 3);
      versionOf.put(text, seen + 1);
      Answer answer = client.save(synset, seen, text, examples, tags);
      if (answer.status() == 200) {
        committed.put(seen + 1, new Line(synset, seen + 1, text, examples, tags));
        answered.accumulateAndGet(seen + 1, Math::max);
        done++;
      } else {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
      }
    }
  }

  private Line read(Mode mode) {
    return Client.line(client.lookUp(word, mode), synset);
  }

  /**
   * Looks the line up. Every part of it is at least as new as what was committed before: the parts
   * are read one after the other, so one may be newer than another, but none older.
   */
  void readAndCheck(Mode mode) {
    int floor = answered.get();
    Answer answer = client.lookUp(word, mode);
    Line line = Client.line(answer, synset);
    assertThat(line.version()).as("version, cache %s", mode).isGreaterThanOrEqualTo(floor);
    if (line.version() == Line.UNTOUCHED) {
      return;
    }
    assertThat(versionOf(line.text())).isEqualTo(line.version());
    for (String example : line.examples()) {
      assertThat(versionOf(textOf(example))).as("example").isGreaterThanOrEqualTo(floor);
    }
    assertThat(line.examples().stream().map(ContendedLine::textOf).collect(Collectors.toSet()))
        .as("the examples are those of one version")
        .hasSizeLessThanOrEqualTo(1);
    for (JsonNode listed : answer.body().get("latest")) {
      if (listed.get("synset").asInt() == synset) {
        assertThat(versionOf(listed.get("text").asString()))
            .as("latest edits, cache %s", mode)
            .isGreaterThanOrEqualTo(floor);
      }
    }
  }

  private static String textOf(String example) {
    return example.substring(0, example.indexOf(','));
  }

  private int versionOf(String text) {
    Integer version = versionOf.get(text);
    assertThat(version).as("a text that a writer sent: %s", text).isNotNull();
    return version;
  }

  /** When nobody writes, caches and database say what the last commit said. */
  void checkAtRest() {
    int last = 2 * CHANGES_OF_A_WRITER - 1;
    assertThat(answered).hasValue(last);
    Line expected = committed.get(last);
    assertThat(read(Mode.ON)).isEqualTo(expected);
    assertThat(read(Mode.ON)).isEqualTo(expected);
    assertThat(read(Mode.OFF)).isEqualTo(expected);
    for (int tag = 0; tag < 3; tag++) {
      List<String> found =
          client
              .tag(word + " " + tag, Mode.ON)
              .body()
              .get("tag")
              .get("lines")
              .valueStream()
              .map(line -> line.get("text").asString())
              .toList();
      assertThat(found)
          .isEqualTo(
              expected.tags().contains(word + " " + tag)
                  ? List.of(expected.text())
                  : List.<String>of());
    }
  }
}
