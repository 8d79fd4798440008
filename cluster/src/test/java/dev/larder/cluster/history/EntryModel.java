// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Transition;
import java.util.Optional;

/**
 * One key of a cache without expiry, as the engine's own operations see it. Operations that ask for
 * a version, or move an end, are refused: a state is the value alone.
 */
public final class EntryModel
    implements Model<Optional<Payload>, PlainOperation<Payload>, EntryAnswer> {
  private static final long NOW = 1;
  private static final long VERSION = 1;

  @Override
  public Optional<Payload> initial() {
    return Optional.empty();
  }

  @Override
  public Optional<Optional<Payload>> step(
      Optional<Payload> state, PlainOperation<Payload> call, Optional<EntryAnswer> answer) {
    Transition<Payload> decided = decided(state, call);
    boolean legal = answer.map(new EntryAnswer(decided.verdict(), state)::equals).orElse(true);
    return legal ? Optional.of(valueAfter(state, decided)) : Optional.empty();
  }

  /** The answer in a state. */
  public EntryAnswer answerIn(Optional<Payload> state, PlainOperation<Payload> call) {
    return new EntryAnswer(decided(state, call).verdict(), state);
  }

  private static Transition<Payload> decided(
      Optional<Payload> state, PlainOperation<Payload> call) {
    return admitted(call)
        .decide(
            state.map(value -> new StoredEntry<>(value, VERSION, ExpiryRule.ETERNAL)).orElse(null),
            NOW);
  }

  private static Optional<Payload> valueAfter(Optional<Payload> state, Transition<Payload> made) {
    if (made.effect() == Effect.TOUCH
        || (made.effect() == Effect.STORE && made.endMillis() != ExpiryRule.ETERNAL)) {
      throw new IllegalArgumentException("entry model: an entry ends; only eternal ones do here");
    }
    return switch (made.effect()) {
      case KEEP, TOUCH -> state;
      case STORE -> Optional.ofNullable(made.value());
      case REMOVE -> Optional.empty();
    };
  }

  private static PlainOperation<Payload> admitted(PlainOperation<Payload> call) {
    if (call instanceof PlainOperation.Get
        || call instanceof PlainOperation.Peek
        || call instanceof PlainOperation.Put
        || call instanceof PlainOperation.GetAndPut
        || call instanceof PlainOperation.PutIfAbsent
        || call instanceof PlainOperation.Replace
        || call instanceof PlainOperation.Remove
        || call instanceof PlainOperation.GetAndRemove) {
      return call;
    }
    throw new IllegalArgumentException(
        "entry model: " + call.getClass().getSimpleName() + " depends on more than the value");
  }

  @Override
  public PlainOperation<Payload> effectOf(PlainOperation<Payload> call) {
    if (call instanceof PlainOperation.GetAndPut<Payload> put) {
      return new PlainOperation.Put<>(put.value(), put.expiry());
    }
    return call instanceof PlainOperation.GetAndRemove ? new PlainOperation.Remove<>() : call;
  }

  /** An answer names the one state in which it can be given. */
  @Override
  public boolean changesNothing(PlainOperation<Payload> call, EntryAnswer answer) {
    Optional<Payload> state = answer.before();
    return step(state, call, Optional.of(answer)).map(state::equals).orElse(false);
  }

  @Override
  public boolean isWeaker(PlainOperation<Payload> first, PlainOperation<Payload> second) {
    return second instanceof PlainOperation.Put<Payload> put
        && (first instanceof PlainOperation.PutIfAbsent<Payload> absent
            ? absent.value().equals(put.value())
            : first instanceof PlainOperation.Replace<Payload> present
                && present.value().equals(put.value()));
  }

  @Override
  public String stateText(Optional<Payload> state) {
    return state.map(Payload::text).orElse("absent");
  }

  /** The name and the value written. A test's values are texts, and no secret. */
  @Override
  public String callText(PlainOperation<Payload> call) {
    Optional<Payload> stored = Optional.ofNullable(call.decide(null, NOW).value());
    Optional<Payload> replaced =
        call instanceof PlainOperation.Replace<Payload> replace
            ? Optional.of(replace.value())
            : Optional.empty();
    return call.getClass().getSimpleName()
        + stored.or(() -> replaced).map(value -> '(' + value.text() + ')').orElse("");
  }

  @Override
  public String answerText(EntryAnswer answer) {
    return answer.verdict() + ", found " + stateText(answer.before());
  }
}
