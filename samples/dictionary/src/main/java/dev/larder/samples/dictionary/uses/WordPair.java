// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.io.Serializable;

/** Two words in the order of the alphabet: their likeness has no direction. */
public record WordPair(String first, String second) implements Serializable {

  static WordPair of(String one, String other) {
    return one.compareTo(other) <= 0 ? new WordPair(one, other) : new WordPair(other, one);
  }
}
