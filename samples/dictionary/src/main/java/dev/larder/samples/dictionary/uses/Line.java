// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.util.List;

/**
 * What readers have made of one meaning.
 *
 * @param version {@value #UNTOUCHED} if nobody has changed it yet, then 0 and up
 * @param text the definition in a reader's words; empty if it is WordNet's
 */
public record Line(int synset, int version, String text, List<String> examples, List<String> tags) {
  /** The version of a line that is as WordNet has it. */
  public static final int UNTOUCHED = -1;
}
