// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.PlainOperation.RemoveVersion;
import dev.larder.engine.entry.PlainOperation.ReplaceVersion;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Mutations in one step: no user code takes part. A decision is made on a look at the entry,
 * outside any lock, and holds only for the version it saw; if that has changed it is made anew, so
 * somebody else has made progress meanwhile.
 */
public final class OneStep<K> implements Mutations<K> {
  private final Calls<K> calls;

  /** Through the door of one cache. */
  public OneStep(Calls<K> calls) {
    this.calls = calls;
  }

  @Override
  public Outcome<Object> apply(String operation, K key, PlainOperation<Object> asked) {
    return calls.perform(operation, key, asked);
  }

  @Override
  public Outcome<Object> decide(String operation, K key, Decision decision) {
    while (true) {
      PlainOperation<Object> decided = decision.decide(look(operation, key));
      Outcome<Object> outcome = calls.perform(operation, key, decided);
      boolean outdated =
          outcome.verdict() == Verdict.DECLINED
              && (decided instanceof ReplaceVersion || decided instanceof RemoveVersion);
      if (!outdated) {
        return outcome;
      }
    }
  }

  /** The entry with the version that a decision holds for; its end is of no concern to one. */
  private @Nullable StoredEntry<Object> look(String operation, K key) {
    Outcome<Object> seen = calls.apply(operation, key, new PlainOperation.Peek<>());
    Object value = seen.before();
    return value == null ? null : new StoredEntry<>(value, seen.version(), ExpiryRule.ETERNAL);
  }
}
