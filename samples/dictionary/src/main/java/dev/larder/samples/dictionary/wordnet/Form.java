// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import java.util.Locale;

/**
 * One word of a synset as it is written there.
 *
 * @param position its place among the words of the synset, from 1
 * @param spelling capital letters kept, spaces for WordNet's underscores
 * @param marker where an adjective stands: {@code a} only before a noun, {@code p} only after the
 *     verb, {@code ip} only right after a noun; empty for anywhere
 */
public record Form(int position, String spelling, String marker) {

  static Form parse(int position, String field) throws MalformedLine {
    int bracket = field.indexOf('(');
    String spelling = bracket < 0 ? field : field.substring(0, bracket);
    String marker = bracket < 0 ? "" : markerOf(field.substring(bracket));
    return new Form(position, spelling.replace('_', ' '), marker);
  }

  private static String markerOf(String bracketed) throws MalformedLine {
    return switch (bracketed) {
      case "(a)" -> "a";
      case "(p)" -> "p";
      case "(ip)" -> "ip";
      default ->
          throw new MalformedLine("the marker is '" + bracketed + "'; (a), (p) or (ip) is allowed");
    };
  }

  /** The word as it is looked up: in small letters. */
  public String lemma() {
    return spelling.toLowerCase(Locale.ROOT);
  }
}
