// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import java.util.function.Function;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Sessions that only read: through the second-level cache, or past it if it is switched off. A
 * natural id alone is looked for in its region either way: there Hibernate asks for no cache mode.
 */
@Component
class Reads {
  private final SessionFactory sessions;
  private final CacheSwitch cacheSwitch;

  Reads(@Lazy SessionFactory sessions, CacheSwitch cacheSwitch) {
    this.sessions = sessions;
    this.cacheSwitch = cacheSwitch;
  }

  <T> T read(Function<Session, T> work) {
    return sessions.fromSession(
        session -> {
          session.setCacheMode(cacheSwitch.on() ? CacheMode.NORMAL : CacheMode.IGNORE);
          return work.apply(session);
        });
  }
}
