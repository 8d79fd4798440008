// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.call;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation.CommitTurn;
import dev.larder.engine.entry.HoldOperation.DoubtIntent;
import dev.larder.engine.entry.HoldOperation.TakeTurn;
import dev.larder.engine.entry.HoldOperation.TurnToIntent;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Transition;
import dev.larder.engine.entry.Verdict;
import dev.larder.jcache.expiry.ExpiryAdvice;
import java.util.Optional;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Mutations under the key's turn, because user code takes part: a processor, a custom expiry policy
 * or a writer. The turn is taken with the entry, user code runs in the caller's thread and under no
 * lock, then one commit. When a writer has to be told, the turn becomes a write intent first.
 */
public final class UnderTurn<K> implements Mutations<K> {
  private final Calls<K> calls;
  private final ExpiryAdvice expiry;
  private final Optional<KeyWriter<K>> writer;

  /** Through the door of one cache; with a writer, it is told before the store. */
  public UnderTurn(Calls<K> calls, ExpiryAdvice expiry, Optional<KeyWriter<K>> writer) {
    this.calls = calls;
    this.expiry = expiry;
    this.writer = writer;
  }

  @Override
  public Outcome<Object> apply(String operation, K key, PlainOperation<Object> asked) {
    return decide(operation, key, before -> asked);
  }

  @Override
  public Outcome<Object> decide(String operation, K key, Decision decision) {
    Grant<Object> turn = calls.apply(operation, key, new TakeTurn<>());
    Outcome<Object> outcome =
        calls.inUserCode(operation, key::equals, () -> decideUnder(turn, operation, key, decision));
    return calls.settle(key, outcome);
  }

  private Outcome<Object> decideUnder(
      Grant<Object> turn, String operation, K key, Decision decision) {
    PlainOperation<Object> decided;
    try {
      decided = expiry.advise(decision.decide(turn.before()), turn.before());
    } catch (RuntimeException | Error e) {
      Outcome<Object> unused =
          calls.apply(operation, key, new CommitTurn<>(turn.hold(), new PlainOperation.Peek<>()));
      throw e;
    }
    return writer.isPresent() && mustBeWritten(decided, turn.before())
        ? commitWritten(writer.get(), turn, operation, key, decided)
        : commit(turn, operation, key, decided);
  }

  private static boolean mustBeWritten(
      PlainOperation<Object> decided, @Nullable StoredEntry<Object> before) {
    Effect effect = decided.decide(before, 0).effect();
    return decided.origin() == Origin.WRITE && (effect == Effect.STORE || effect == Effect.REMOVE);
  }

  private Outcome<Object> commit(
      Grant<Object> turn, String operation, K key, PlainOperation<Object> decided) {
    Outcome<Object> outcome = calls.apply(operation, key, new CommitTurn<>(turn.hold(), decided));
    if (outcome.verdict() == Verdict.REFUSED) {
      throw tooLate(operation);
    }
    return outcome;
  }

  private CacheException tooLate(String operation) {
    return new CacheException(
        "cache "
            + calls.cacheName()
            + ": "
            + operation
            + " took longer than a caller may keep a key to itself; nothing was changed");
  }

  private Outcome<Object> commitWritten(
      KeyWriter<K> told,
      Grant<Object> turn,
      String operation,
      K key,
      PlainOperation<Object> decided) {
    if (calls.apply(operation, key, new TurnToIntent<>(turn.hold())) == Verdict.REFUSED) {
      throw tooLate(operation);
    }
    try {
      Transition<Object> preview = decided.decide(turn.before(), 0);
      Object value = preview.value();
      if (value != null) {
        told.write(key, value);
      } else {
        told.delete(key);
      }
    } catch (RuntimeException | Error e) {
      Verdict unused = calls.apply(operation, key, new DoubtIntent<>(turn.hold(), told.unsure()));
      throw e;
    }
    return calls.publish(operation, key, turn, decided);
  }
}
