// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.transaction;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.hibernate.link.Limit;
import dev.larder.hibernate.link.StoreLink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One session's intent on one key: opened by the first lock, and ended once, when the transaction
 * ends, whatever the number of locks. Belongs to the session's thread.
 */
final class KeyIntent {
  final StoreLink link;
  final Object key;
  private final long readAt;
  private final CompletableFuture<Grant<Object>> opening;
  private boolean asked;
  private boolean dropped;
  private @Nullable LongFunction<PlainOperation<Object>> published;
  private @Nullable LongFunction<PlainOperation.StoreLoaded<Object>> stated;
  private OptionalLong hold = OptionalLong.empty();

  /**
   * Opening.
   *
   * @param readAt the stamp under which the session read, at the earliest, what it changes
   */
  KeyIntent(StoreLink link, Object key, long readAt) {
    this.link = link;
    this.key = key;
    this.readAt = readAt;
    link.counts().intent();
    this.opening = link.send(key, new HoldOperation.OpenShared<>());
    if (opening.isDone()) {
      awaitOpening(link.lockLimit());
    }
  }

  /**
   * Waits for the store to acknowledge the intent, as long as the limit allows; else remembers that
   * the key is changed without the store's knowing.
   */
  void awaitOpening(Limit limit) {
    if (asked) {
      return;
    }
    asked = true;
    Optional<Grant<Object>> grant = link.await(opening, limit);
    if (grant.isPresent()) {
      hold = OptionalLong.of(grant.get().hold());
    } else {
      link.owe(key, List.of());
    }
  }

  /** Whatever is written, the key is to be absent. */
  void drop() {
    dropped = true;
  }

  /**
   * What to publish once the transaction has committed.
   *
   * @param operation made with a stamp that is taken after the commit
   */
  void publish(LongFunction<PlainOperation<Object>> operation) {
    published = operation;
  }

  /**
   * The same for data that is right whoever else had to do with the key: it is offered once more if
   * it could not be published.
   */
  void state(LongFunction<PlainOperation.StoreLoaded<Object>> operation) {
    publish(operation::apply);
    stated = operation;
  }

  /** The intent ended, but was not alone all along. */
  void contested(long stamp) {
    LongFunction<PlainOperation.StoreLoaded<Object>> again = stated;
    if (again != null) {
      boolean unused =
          link.fill(key, new HoldOperation.FillStamped<>(stamp, 0, again.apply(stamp)));
    }
  }

  /**
   * What ends the intent.
   *
   * @param stamp taken after the transaction ended
   */
  EntryOperation<Object, ?> ending(Outcome outcome, long stamp) {
    awaitOpening(link.lockLimit());
    if (hold.isEmpty()) {
      return new PlainOperation.Remove<>();
    }
    if (outcome == Outcome.UNKNOWN) {
      return new HoldOperation.DoubtIntent<>(hold.getAsLong(), Unsure.DROP);
    }
    LongFunction<? extends PlainOperation<Object>> after =
        outcome == Outcome.COMMITTED ? published : stated;
    return new HoldOperation.EndShared<>(
        hold.getAsLong(),
        after == null || dropped
            ? new SharedEnd.Drop<>()
            : new SharedEnd.Publish<>(
                after.apply(stamp), stated == null ? readAt : Long.MAX_VALUE));
  }

  /** The same for an intent whose end is told late: what it would have published is old by then. */
  List<EntryOperation<Object, ?>> lateEnding() {
    return hold.isPresent()
        ? List.of(new HoldOperation.EndShared<>(hold.getAsLong(), new SharedEnd.Drop<>()))
        : List.of();
  }
}
