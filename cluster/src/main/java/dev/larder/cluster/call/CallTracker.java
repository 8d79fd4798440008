// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.call;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.step.Timing;
import dev.larder.cluster.topology.Assignment;
import dev.larder.cluster.topology.ProcessId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What one caller waits for: finds the owner of a partition, repeats what is not answered, and ends
 * each call once.
 *
 * <pre>
 *  ASKED ──answer──▶ ANSWERED      ASKED ──deadline──▶ TIMED_OUT
 *  ASKED ──moved, refused, silence──▶ asked again, of whoever owns the partition by then
 * </pre>
 *
 * <p>A repetition is the same request: its number, the generation of the partition and the
 * partition's time are those of the first time. As long as the caller does not know the generation
 * it asks with 0, which an owner answers by telling it and runs nothing.
 */
public final class CallTracker implements CallerMessage.Handler {

  /** No repetition waits longer than so many times the shortest wait. */
  private static final int LONGEST_WAIT = 8;

  private final ProcessId self;
  private final Timing timing;
  private final List<ProcessId> contacts;
  private final Map<Integer, Route> routes = new HashMap<>();

  // What one step is about.
  private long nowMillis;
  private CallOutbox out;

  /**
   * Waits for nothing yet.
   *
   * @param contacts nodes to ask of which partition is where; at least one
   */
  public CallTracker(ProcessId self, List<ProcessId> contacts, Timing timing, CallOutbox out) {
    this.self = self;
    this.contacts = List.copyOf(contacts);
    this.timing = timing;
    this.out = out;
  }

  /**
   * Calls.
   *
   * @param call the caller's name for it
   * @param command makes the command once its request has a number
   */
  public void call(
      long call,
      int partition,
      Function<Ask, Command.Asked> command,
      long deadlineMillis,
      Step step) {
    begin(step);
    Route route = route(partition);
    Pending pending = route.open(call, command, deadlineMillis);
    attempt(route, pending);
  }

  /** Time and a place for what a step wants done. */
  public record Step(long nowMillis, CallOutbox out) {}

  /** A node answered. */
  public void onMessage(CallerMessage message, ProcessId from, Step step) {
    begin(step);
    message.deliverTo(this, from);
  }

  /** Time passes; to be called several times in each {@link Timing#retryMillis}. */
  public void onTick(Step step) {
    begin(step);
    for (Route route : routes.values()) {
      for (Pending pending : route.pending()) {
        if (pending.deadlineMillis <= nowMillis) {
          route.close(pending.number);
          out.end(pending.call, new CallOutcome.TimedOut());
        } else if (pending.nextAttemptMillis <= nowMillis) {
          route.suspectOwner(pending);
          attempt(route, pending);
        }
      }
    }
  }

  private void begin(Step step) {
    nowMillis = step.nowMillis();
    out = step.out();
  }

  private Route route(int partition) {
    return routes.computeIfAbsent(partition, unknown -> new Route(partition, self, contacts));
  }

  private void attempt(Route route, Pending pending) {
    long wait = timing.retryMillis() * Math.min(LONGEST_WAIT, 1L << Math.min(10, pending.attempts));
    pending.attempts++;
    pending.nextAttemptMillis = nowMillis + wait;
    Ask ask = pending.ask(route, nowMillis);
    out.send(
        route.target(), new PartitionMessage.Call(route.partition(), pending.command.apply(ask)));
  }

  @Override
  public void onAnswer(CallerMessage.Answer answer, ProcessId from) {
    Route route = route(answer.partition());
    route.hearTime(answer.timeMillis(), nowMillis);
    Pending pending = route.close(numberOf(answer.request()));
    if (pending != null) {
      out.end(pending.call, new CallOutcome.Answered(answer.result(), answer.stamp()));
    }
  }

  @Override
  public void onMoved(CallerMessage.Moved moved, ProcessId from) {
    Route route = route(moved.partition());
    Assignment told = moved.assignment();
    if (told.owner().equals(from)) {
      route.hearTime(moved.timeMillis(), nowMillis);
    }
    boolean newer = route.learn(told);
    Pending pending = route.find(numberOf(moved.request()));
    if (pending != null && (newer || told.owner().equals(from))) {
      attempt(route, pending);
    }
  }

  @Override
  public void onRefused(CallerMessage.Refused refused, ProcessId from) {
    // It is asked again when its time comes, of the same node if no other is known by then.
  }

  private long numberOf(RequestId request) {
    return request.caller().equals(self) ? request.number() : 0;
  }
}
