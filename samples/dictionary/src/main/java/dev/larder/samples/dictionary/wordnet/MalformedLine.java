// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

/** A line that is not as WordNet's manual page wndb(5) says; the message says what was found. */
public final class MalformedLine extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedLine(String message) {
    super(message);
  }
}
