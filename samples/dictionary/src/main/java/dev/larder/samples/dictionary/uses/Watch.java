// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.uses;

import dev.larder.samples.dictionary.caching.CacheSwitch;
import dev.larder.samples.dictionary.caching.RegionCounts;
import dev.larder.samples.dictionary.database.StatementCount;
import dev.larder.samples.dictionary.uses.Step.Outcome;
import org.springframework.stereotype.Component;

/** Watches the steps of a look-up or a change: what they ask the database and the caches. */
@Component
class Watch {
  private final CacheSwitch cacheSwitch;
  private final StatementCount statements;
  private final RegionCounts regions;

  Watch(CacheSwitch cacheSwitch, StatementCount statements, RegionCounts regions) {
    this.cacheSwitch = cacheSwitch;
    this.statements = statements;
    this.regions = regions;
  }

  /** Steps that read as the switch says. */
  Steps reading() {
    return cacheSwitch.on()
        ? new Steps(statements, regions, Outcome.HIT, Outcome.MISS)
        : new Steps(statements, regions, Outcome.OFF, Outcome.OFF);
  }

  /** Steps that write. */
  Steps writing() {
    return new Steps(statements, regions, Outcome.WRITTEN, Outcome.WRITTEN);
  }
}
