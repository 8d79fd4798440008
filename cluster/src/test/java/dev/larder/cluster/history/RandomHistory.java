// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.history;

import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Callers of one real entry, each of whose calls takes effect at one instant: what they see is
 * linearizable. Events are numbered in their order.
 */
final class RandomHistory {
  private final SplittableRandom random;
  private final Shape shape;
  private final List<Operation<PlainOperation<Payload>, EntryAnswer>> seen = new ArrayList<>();
  private final List<Optional<Flight>> callers;
  private final List<Flight> orphans = new ArrayList<>(); // nobody waits for them any more
  private Optional<Payload> entry = Optional.empty();
  private long event;
  private int begun;

  /**
   * What a history looks like.
   *
   * @param values how many values are written; 0 for a new one with each write
   * @param unknownPercent of how many calls the caller never hears
   * @param readPercent how many calls are plain reads
   */
  record Shape(int callers, int operations, int values, int unknownPercent, int readPercent) {}

  /** A call on its way. */
  private static final class Flight {
    final String caller;
    final PlainOperation<Payload> call;
    final long start;
    Optional<EntryAnswer> answer = Optional.empty();

    Flight(String caller, PlainOperation<Payload> call, long start) {
      this.caller = caller;
      this.call = call;
      this.start = start;
    }
  }

  RandomHistory(Shape shape, SplittableRandom random) {
    this.shape = shape;
    this.random = random;
    callers = new ArrayList<>();
    for (int caller = 0; caller < shape.callers(); caller++) {
      callers.add(Optional.empty());
    }
  }

  /** Runs the callers to their end. */
  List<Operation<PlainOperation<Payload>, EntryAnswer>> run() {
    while (begun < shape.operations() || callers.stream().anyMatch(Optional::isPresent)) {
      step(random.nextInt(shape.callers()));
      if (!orphans.isEmpty() && random.nextInt(20) == 0) {
        takeEffect(orphans.remove(random.nextInt(orphans.size()))); // others never do
      }
    }
    return seen;
  }

  private void step(int caller) {
    if (callers.get(caller).isEmpty()) {
      if (begun < shape.operations()) {
        begin(caller);
      }
      return;
    }
    Flight flight = callers.get(caller).get();
    if (flight.answer.isEmpty()) {
      takeEffect(flight);
      return;
    }
    callers.set(caller, Optional.empty());
    seen.add(
        Operation.answered(flight.caller, flight.call, flight.start, flight.answer.get(), event++));
  }

  private void begin(int caller) {
    Flight flight = new Flight("c" + caller + '-' + begun, call(), event++);
    begun++;
    if (random.nextInt(100) < shape.unknownPercent()) {
      orphans.add(flight);
      seen.add(Operation.unknown(flight.caller, flight.call, flight.start));
    } else {
      callers.set(caller, Optional.of(flight));
    }
  }

  private void takeEffect(Flight flight) {
    EntryModel model = new EntryModel();
    flight.answer = Optional.of(model.answerIn(entry, flight.call));
    entry = model.step(entry, flight.call, flight.answer).orElseThrow();
  }

  private PlainOperation<Payload> call() {
    if (random.nextInt(100) < shape.readPercent()) {
      return random.nextBoolean()
          ? new PlainOperation.Get<>(ExpiryRule.NEVER)
          : new PlainOperation.Peek<>();
    }
    int number = shape.values() == 0 ? begun : random.nextInt(shape.values());
    Payload value = Payload.of("v" + number);
    return switch (random.nextInt(8)) {
      case 0 -> new PlainOperation.GetAndPut<>(value, ExpiryRule.NEVER);
      case 1 -> new PlainOperation.PutIfAbsent<>(value, ExpiryRule.NEVER);
      case 2 -> new PlainOperation.Replace<>(value, ExpiryRule.NEVER);
      case 3 -> new PlainOperation.Remove<>();
      case 4 -> new PlainOperation.GetAndRemove<>();
      default -> new PlainOperation.Put<>(value, ExpiryRule.NEVER);
    };
  }
}
