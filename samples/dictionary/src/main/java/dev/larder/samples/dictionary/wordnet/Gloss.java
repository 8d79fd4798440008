// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import java.util.ArrayList;
import java.util.List;

/** What a synset means, and sentences that show it. */
public record Gloss(String definition, List<String> examples) {

  /** Copies the examples. */
  public Gloss {
    examples = List.copyOf(examples);
  }

  /** Parts a gloss at the semicolons outside quotation marks; a quoted part is an example. */
  static Gloss parse(String text) {
    var definition = new StringBuilder();
    var examples = new ArrayList<String>();
    for (String part : parts(text)) {
      if (part.startsWith("\"") && !definition.isEmpty()) {
        examples.add(unquoted(part));
      } else if (!part.isEmpty()) {
        definition.append(definition.isEmpty() ? "" : "; ").append(part);
      }
    }
    return new Gloss(definition.toString(), examples);
  }

  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /** Without the quotation marks around the whole; what follows a quotation, its author, stays. */
  private static String unquoted(String part) {
    boolean whole = part.length() > 1 && part.indexOf('"', 1) == part.length() - 1;
    return whole ? part.substring(1, part.length() - 1) : part;
  }
}
