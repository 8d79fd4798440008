// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.entity.Word;
import java.util.Optional;
import org.hibernate.KeyType;
import org.springframework.stereotype.Component;

/**
 * Words by JPA: their senses and synonyms come one by one, from the second-level cache if there.
 */
@Component
public class Entries {
  private final Reads reads;

  Entries(Reads reads) {
    this.reads = reads;
  }

  /** The entry of a word in small letters; empty if there is none. */
  public Optional<Entry> of(String word) {
    return reads.read(
        session ->
            Optional.ofNullable(session.find(Word.class, word, KeyType.NATURAL)).map(Entry::of));
  }
}
