// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import java.io.Serializable;
import java.time.Instant;

/** What a user wrote about a word; an empty text says that there is no note. */
public record Note(String text, Instant writtenAt) implements Serializable {
  /** The longest text there may be. */
  public static final int MAXIMUM_LENGTH = 2_000;

  static final Note NONE = new Note("", Instant.EPOCH);

  /** Whether nothing is written. */
  public boolean empty() {
    return text.isEmpty();
  }
}
