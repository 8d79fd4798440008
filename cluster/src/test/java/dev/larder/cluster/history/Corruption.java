// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Changes one answer of a history, whose writes are of a value each, such that it cannot be right:
 * the value found was never written, was only written later, or was certainly overwritten before.
 */
final class Corruption {
  private final List<Operation<PlainOperation<Payload>, EntryAnswer>> history;
  private final SplittableRandom random;

  Corruption(
      List<Operation<PlainOperation<Payload>, EntryAnswer>> history, SplittableRandom random) {
    this.history = history;
    this.random = random;
  }

  /** The changed history; empty if no answer lends itself to it. */
  Optional<List<Operation<PlainOperation<Payload>, EntryAnswer>>> any() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int index = random.nextInt(history.size());
      Operation<PlainOperation<Payload>, EntryAnswer> victim = history.get(index);
      Optional<Payload> wrong = victim.answer().isEmpty() ? Optional.empty() : wrongFor(victim);
      if (wrong.isPresent()) {
        return Optional.of(withAnswer(index, wrong));
      }
    }
    return Optional.empty();
  }

  private Optional<Payload> wrongFor(Operation<PlainOperation<Payload>, EntryAnswer> victim) {
    return switch (random.nextInt(8)) {
      case 0 -> Optional.of(Payload.of("never"));
      case 1 -> later(victim);
      default -> stale(victim);
    };
  }

  private Optional<Payload> later(Operation<PlainOperation<Payload>, EntryAnswer> victim) {
    return some(
        history.stream()
            .filter(writer -> writer.start() > endOf(victim))
            .flatMap(writer -> written(writer).stream())
            .toList());
  }

  private Optional<Payload> stale(Operation<PlainOperation<Payload>, EntryAnswer> victim) {
    return some(
        history.stream()
            .filter(writer -> history.stream().anyMatch(over -> isBetween(writer, over, victim)))
            .flatMap(writer -> written(writer).stream())
            .toList());
  }

  private static boolean isBetween(
      Operation<PlainOperation<Payload>, EntryAnswer> writer,
      Operation<PlainOperation<Payload>, EntryAnswer> over,
      Operation<PlainOperation<Payload>, EntryAnswer> victim) {
    return writer.end().isPresent()
        && over.end().isPresent()
        && overwrites(over.call())
        && endOf(writer) < over.start()
        && endOf(over) < victim.start();
  }

  private static boolean overwrites(PlainOperation<Payload> call) {
    return call instanceof PlainOperation.Put
        || call instanceof PlainOperation.GetAndPut
        || call instanceof PlainOperation.Remove
        || call instanceof PlainOperation.GetAndRemove;
  }

  private static Optional<Payload> written(Operation<PlainOperation<Payload>, EntryAnswer> writer) {
    PlainOperation<Payload> call = writer.call();
    if (call instanceof PlainOperation.Put<Payload> put) {
      return Optional.of(put.value());
    }
    if (call instanceof PlainOperation.GetAndPut<Payload> put) {
      return Optional.of(put.value());
    }
    if (call instanceof PlainOperation.PutIfAbsent<Payload> put) {
      return Optional.of(put.value());
    }
    return call instanceof PlainOperation.Replace<Payload> replace
        ? Optional.of(replace.value())
        : Optional.empty();
  }

  private static long endOf(Operation<PlainOperation<Payload>, EntryAnswer> operation) {
    return operation.end().orElseThrow();
  }

  private <T> Optional<T> some(List<T> choices) {
    return choices.isEmpty()
        ? Optional.empty()
        : Optional.of(choices.get(random.nextInt(choices.size())));
  }

  private List<Operation<PlainOperation<Payload>, EntryAnswer>> withAnswer(
      int index, Optional<Payload> before) {
    Operation<PlainOperation<Payload>, EntryAnswer> victim = history.get(index);
    EntryModel model = new EntryModel();
    List<Operation<PlainOperation<Payload>, EntryAnswer>> changed = new ArrayList<>(history);
    changed.set(
        index,
        Operation.answered(
            victim.caller(),
            victim.call(),
            victim.start(),
            model.answerIn(before, victim.call()),
            endOf(victim)));
    return changed;
  }
}
