// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.util.List;
import java.util.Locale;

/**
 * What a reader wants a line to be; it is only ever made valid.
 *
 * @param version the version that the reader saw
 * @param text the definition; empty for WordNet's own
 */
public record Change(
    int synset, int version, String text, List<String> examples, List<String> tags) {
  private static final int LONGEST_TEXT = 600;
  private static final int LONGEST_EXAMPLE = 200;
  private static final int LONGEST_TAG = 40;
  private static final int MOST = 8;

  /**
   * Without spaces around, blanks and what is there twice.
   *
   * @throws IllegalArgumentException if something is too long or there is too much of it
   */
  public Change {
    text = text.strip();
    examples =
        examples.stream().map(String::strip).filter(each -> !each.isEmpty()).distinct().toList();
    tags =
        tags.stream().map(Change::tag).filter(each -> !each.isEmpty()).distinct().sorted().toList();
    check("definition", text, LONGEST_TEXT);
    examples.forEach(example -> check("example", example, LONGEST_EXAMPLE));
    tags.forEach(Change::checkTag);
    check("examples", examples);
    check("tags", tags);
  }

  /** A tag's name as it is kept: small letters, single spaces. */
  public static String tag(String typed) {
    return typed.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** A tag's name that may be given. */
  static String newTag(String typed) {
    String name = tag(typed);
    checkTag(name);
    return name;
  }

  private static void checkTag(String name) {
    check("tag", name, LONGEST_TAG);
    if (name.isEmpty() || name.contains(",")) {
      throw new IllegalArgumentException("a tag has at least one letter, and no comma");
    }
  }

  private static void check(String what, String given, int longest) {
    if (given.length() > longest) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " has "
              + given.length()
              + " characters; at most "
              + longest
              + " are allowed");
    }
  }

  private static void check(String what, List<String> given) {
    if (given.size() > MOST) {
      throw new IllegalArgumentException(
          "there are " + given.size() + " " + what + "; at most " + MOST + " are allowed");
    }
  }
}
