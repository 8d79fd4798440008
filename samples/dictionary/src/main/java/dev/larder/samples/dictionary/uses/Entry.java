// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.entity.Sense;
import dev.larder.samples.dictionary.entity.Word;
import java.util.Comparator;
import java.util.List;

/** A word of the dictionary with its senses, nouns first, the most usual first. */
public record Entry(String word, int uses, List<EntrySense> senses) {
  private static final String ORDER_OF_TYPES = "nvasr";

  /** One sense of the word and the other words that share it. */
  public record EntrySense(
      int synset,
      String type,
      int topic,
      int number,
      String spelling,
      String marker,
      int uses,
      List<String> synonyms) {}

  static Entry of(Word word) {
    List<EntrySense> senses =
        word.senses().stream()
            .map(Entry::sense)
            .sorted(
                Comparator.comparing((EntrySense sense) -> typeOrder(sense.type()))
                    .thenComparing(EntrySense::number))
            .toList();
    return new Entry(word.lemma(), word.uses(), senses);
  }

  private static int typeOrder(String type) {
    return ORDER_OF_TYPES.indexOf(type.equals("s") ? "a" : type);
  }

  private static EntrySense sense(Sense sense) {
    List<String> synonyms =
        sense.meaning().senses().stream()
            .filter(other -> other.position() != sense.position())
            .map(Sense::spelling)
            .toList();
    return new EntrySense(
        sense.meaning().id(),
        String.valueOf(sense.meaning().type()),
        sense.meaning().topic(),
        sense.number(),
        sense.spelling(),
        sense.marker(),
        sense.uses(),
        synonyms);
  }
}
