// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.KeyedOperation;
import dev.larder.hibernate.link.Limit;
import dev.larder.hibernate.link.StoreLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one session changes in one transaction: the intents it has open. They are ended together, in
 * one batch, before control returns to whoever committed or rolled back. Belongs to the session's
 * thread.
 */
final class TransactionWork {

  /** A key in the store of a region. */
  private record Place(StoreLink link, Object key) {}

  /** Data to offer once the transaction has committed. */
  private record Offer(StoreLink link, Object key, HoldOperation.FillStamped<Object> fill) {}

  /** An intent and what ends it. */
  private record Ending(KeyIntent intent, EntryOperation<Object, ?> operation) {

    boolean send() {
      Optional<?> answer = intent.link.ask(intent.key, operation);
      return answer.isPresent();
    }

    void owe() {
      intent.link.owe(intent.key, intent.lateEnding());
    }
  }

  private final SessionContext context;
  private final Map<Place, KeyIntent> keys = new LinkedHashMap<>();
  private final Map<StoreLink, Optional<Long>> regions = new LinkedHashMap<>();
  private final List<Offer> offers = new ArrayList<>();
  private boolean commitTried;

  TransactionWork(SessionContext context) {
    this.context = context;
  }

  KeyIntent intentOn(StoreLink link, Object key) {
    return keys.computeIfAbsent(
        new Place(link, key), place -> new KeyIntent(link, key, context.openedAt()));
  }

  Optional<KeyIntent> present(StoreLink link, Object key) {
    return Optional.ofNullable(keys.get(new Place(link, key)));
  }

  boolean holds(StoreLink link, Object key) {
    return regions.containsKey(link) || keys.containsKey(new Place(link, key));
  }

  /** Holds a whole region until the transaction ends. */
  void holdRegion(StoreLink link) {
    if (!regions.containsKey(link)) {
      regions.put(link, link.openCacheIntent());
    }
  }

  void offerAfterCommit(StoreLink link, Object key, HoldOperation.FillStamped<Object> fill) {
    offers.add(new Offer(link, key, fill));
  }

  /** A commit is about to be tried: every intent is to be known to the store by now. */
  void completing() {
    commitTried = true;
    Optional<Limit> limit = keys.values().stream().findFirst().map(any -> any.link.lockLimit());
    limit.ifPresent(all -> keys.values().forEach(intent -> intent.awaitOpening(all)));
  }

  /** Whether a commit was tried, as far as anybody told. */
  boolean commitTried() {
    return commitTried;
  }

  /** Ends everything. */
  void end(Outcome outcome) {
    try {
      endKeys(outcome);
    } finally {
      CacheEnd end = outcome == Outcome.UNKNOWN ? CacheEnd.UNKNOWN : CacheEnd.KNOWN;
      regions.forEach(
          (link, intent) ->
              intent.ifPresentOrElse(id -> link.endCacheIntent(id, end), link::invalidateAll));
    }
    if (outcome == Outcome.COMMITTED) {
      offers.forEach(TransactionWork::offer);
    }
  }

  /** What was held is dropped once more: something may have been filled and changed since. */
  void dropAgain() {
    keys.values().forEach(intent -> intent.link.invalidate(intent.key));
    regions.keySet().forEach(StoreLink::invalidateAll);
  }

  private static void offer(Offer offer) {
    boolean unused = offer.link().fill(offer.key(), offer.fill());
  }

  private void endKeys(Outcome outcome) {
    long stamp = context.now();
    List<KeyedOperation<?, ?, ?>> calls = new ArrayList<>(keys.size());
    List<Ending> called = new ArrayList<>(keys.size());
    for (KeyIntent intent : keys.values()) {
      Ending ending = new Ending(intent, intent.ending(outcome, stamp));
      intent
          .link
          .batched(intent.key, ending.operation())
          .ifPresentOrElse(
              call -> {
                calls.add(call);
                called.add(ending);
              },
              ending::owe);
    }
    if (!calls.isEmpty()) {
      StoreLink any = called.get(0).intent().link;
      settle(called, any.await(context.send(calls), any.callLimit()));
    }
  }

  private void settle(List<Ending> called, Optional<List<Object>> answers) {
    for (int i = 0; i < called.size(); i++) {
      Ending ending = called.get(i);
      if (answers.isEmpty()) { // one of them failed: each is told again by itself
        if (!ending.send()) {
          ending.owe();
        }
      } else if (answers.get().get(i) == Verdict.REFUSED) {
        ending.intent().link.counts().outlived();
      } else if (answers.get().get(i) == Verdict.DECLINED) {
        ending.intent().contested(context.now());
      }
    }
  }
}
