// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.samples.dictionary.Client.Answer;
import dev.larder.samples.dictionary.caching.CacheSwitch.Mode;
import dev.larder.samples.dictionary.uses.Line;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A tag that is renamed by one thread while others look it up; no name comes twice. */
final class RenamedTag {
  private static final int RENAMES = 60;
  private static final String TEXT = "a spoon for soup";

  private final Client client;
  private final int synset;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();

  RenamedTag(Client client, int synset) {
    this.client = client;
    this.synset = synset;
    Answer saved = client.save(synset, Line.UNTOUCHED, TEXT, List.of(), List.of(name(0)));
    assertThat(saved.status()).isEqualTo(200);
  }

  private static String name(int number) {
    return "spoon " + number;
  }

  void renameOnAndOn() {
    for (int next = 1; next <= RENAMES; next++) {
      sent.set(next);
      Answer answer = client.rename(name(next - 1), next - 1, name(next));
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      answered.set(next);
    }
  }

  /** The present name leads to the tag unless it is being renamed; a former name never does. */
  void readAndCheck(Mode mode) {
    int floor = answered.get();
    Answer present = client.tag(name(floor), mode);
    if (present.status() == 404) {
      assertThat(sent.get()).as("a name that nobody was about to change").isGreaterThan(floor);
    } else {
      // The name leads to the tag, and by the time it is read it may have the next one.
      assertThat(present.body().get("tag").get("version").asInt()).isGreaterThanOrEqualTo(floor);
      JsonNode line = present.body().get("tag").get("lines").get(0);
      assertThat(line.get("synset").asInt()).isEqualTo(synset);
      assertThat(line.get("text").asString()).isEqualTo(TEXT);
    }
    if (floor > 0) {
      assertThat(client.tag(name(floor - 1), mode).status()).as("a former name").isEqualTo(404);
    }
  }
}
