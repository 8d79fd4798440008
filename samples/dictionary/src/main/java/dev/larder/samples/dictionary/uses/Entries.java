// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import dev.larder.samples.dictionary.entity.Word;
import java.util.Optional;
import org.hibernate.CacheMode;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Words by JPA: their senses and synonyms come one by one, from the second-level cache if there.
 */
@Component
public class Entries {
  private final SessionFactory sessions;
  private final CacheSwitch cacheSwitch;

  Entries(@Lazy SessionFactory sessions, CacheSwitch cacheSwitch) {
    this.sessions = sessions;
    this.cacheSwitch = cacheSwitch;
  }

  /** The entry of a word in small letters; empty if there is none. */
  public Optional<Entry> of(String word) {
    return sessions.fromSession(session -> find(session, word));
  }

  private Optional<Entry> find(Session session, String word) {
    session.setCacheMode(cacheSwitch.on() ? CacheMode.NORMAL : CacheMode.IGNORE);
    return Optional.ofNullable(session.find(Word.class, word, KeyType.NATURAL)).map(Entry::of);
  }
}
