// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * What a caller does to a second cache: entries that end, loads, turns, intents of every kind,
 * clears. Its answers are in no history; it is there so that copies have holds, queues and ends of
 * which they must not differ, and so that owners change while they do.
 */
final class OtherWork {
  private static final long CACHE = 2;
  private static final int LONGEST_LIFE_MILLIS = 3_000;

  private final Random random;
  private Optional<Function<Ask, Command.Asked>> next = Optional.empty();

  OtherWork(Random random) {
    this.random = random;
  }

  /** What to ask about a key: what follows from the last answer, or something new. */
  Function<Ask, Command.Asked> ask(Payload key, Payload value) {
    Optional<Function<Ask, Command.Asked>> following = next;
    next = Optional.empty();
    return following.orElseGet(() -> begin(key, value));
  }

  /** Whether the last answer is to be followed by something about the same key. */
  boolean isUnderWay() {
    return next.isPresent();
  }

  private Function<Ask, Command.Asked> begin(Payload key, Payload value) {
    ExpiryRule brief = ExpiryRule.fixed(random.nextInt(LONGEST_LIFE_MILLIS));
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> on(key, new PlainOperation.Put<>(value, brief));
      case 3 -> on(key, new PlainOperation.Get<>(new ExpiryRule(1, 1, LONGEST_LIFE_MILLIS)));
      case 4, 5 ->
          on(
              key,
              new HoldOperation.OpenFill<>(
                  HoldOperation.Existing.TAKE, HoldOperation.Patience.WAIT, ExpiryRule.NEVER));
      case 6 -> on(key, new HoldOperation.TakeTurn<>());
      case 7 -> on(key, new HoldOperation.OpenIntent<>(HoldOperation.Patience.ASK));
      case 8, 9 -> on(key, new HoldOperation.OpenShared<>());
      case 10 -> ask -> new Command.Clear(ask, CACHE);
      default -> ask -> new Command.OpenCache(ask, CACHE);
    };
  }

  private static Function<Ask, Command.Asked> on(
      Payload key, EntryOperation<Payload, ?> operation) {
    return ask -> new Command.Operate(ask, CACHE, key, operation);
  }

  /** What came of it; a caller in twenty goes on to something else and leaves what it holds. */
  void hear(Command.Asked asked, Result result, Payload value) {
    if (random.nextInt(20) == 0) {
      return;
    }
    if (result instanceof Result.OfOpening opened) {
      CacheEnd end = random.nextInt(4) == 0 ? CacheEnd.UNKNOWN : CacheEnd.KNOWN;
      next = Optional.of(ask -> new Command.EndCache(ask, CACHE, opened.intent(), end));
    } else if (asked instanceof Command.Operate operate) {
      follow(operate, result, new PlainOperation.Put<>(value, ExpiryRule.NEVER))
          .ifPresent(operation -> next = Optional.of(on(operate.key(), operation)));
    }
  }

  private Optional<EntryOperation<Payload, ?>> follow(
      Command.Operate asked, Result result, PlainOperation<Payload> put) {
    if (result instanceof Result.OfFill fill
        && fill.answer() instanceof FillAnswer.Leased<Payload> leased) {
      PlainOperation.StoreLoaded<Payload> loaded =
          new PlainOperation.StoreLoaded<>(Payload.of("loaded"), ExpiryRule.NEVER);
      return Optional.of(new HoldOperation.Fill<>(leased.lease(), leased.stamp(), loaded));
    }
    if (!(result instanceof Result.OfGrant granted) || granted.grant().isEmpty()) {
      return Optional.empty();
    }
    long hold = granted.grant().orElseThrow().hold();
    if (asked.operation() instanceof HoldOperation.TakeTurn) {
      return Optional.of(new HoldOperation.CommitTurn<>(hold, put));
    }
    if (random.nextInt(4) == 0) {
      return Optional.of(new HoldOperation.DoubtIntent<>(hold, HoldOperation.Unsure.DROP));
    }
    return Optional.of(
        asked.operation() instanceof HoldOperation.OpenShared
            ? new HoldOperation.EndShared<>(hold, new SharedEnd.Publish<>(put))
            : new HoldOperation.ResolveIntent<>(hold, put));
  }
}
