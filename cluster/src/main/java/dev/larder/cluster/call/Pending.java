// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.call;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.RequestId;
import java.util.function.Function;

/** One call that is not answered yet. */
final class Pending {
  final long call;
  final long number;
  final Function<Ask, Command.Asked> command;
  final long deadlineMillis;
  int attempts;
  long nextAttemptMillis;

  // As they were when it was first sent with a known generation; 0 until then.
  private int generation;
  private long firstSentMillis;

  Pending(long call, long number, Function<Ask, Command.Asked> command, long deadlineMillis) {
    this.call = call;
    this.number = number;
    this.command = command;
    this.deadlineMillis = deadlineMillis;
  }

  Ask ask(Route route, long nowMillis) {
    if (generation == 0 && route.knowsTime()) {
      generation = route.generation();
      firstSentMillis = route.timeMillis(nowMillis);
    }
    return new Ask(
        new RequestId(route.self(), number), route.answeredBelow(), generation, firstSentMillis);
  }
}
