// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.simulation;

import dev.larder.cluster.call.CallOutbox;
import dev.larder.cluster.call.CallOutcome;
import dev.larder.cluster.call.CallTracker;
import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.CallerMessage;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.Message;
import dev.larder.cluster.message.PartitionMessage;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import java.util.List;
import java.util.function.Function;

/** An application: asks for one thing after another, and keeps a record of it. */
final class SimulatedCaller implements CallOutbox {
  private static final int TICK_MICROS = 50_000;
  private static final int LONGEST_THOUGHT_MICROS = 250_000;
  private static final long PATIENCE_MILLIS = 3_000;
  private static final int OTHER_WORK_OF = 8;
  private static final int OFF_RECORD = -1;

  final ProcessId id;
  private final World world;
  private final ProcessClock clock;
  private final CallTracker tracker;
  private final OtherWork other;
  private Payload otherKey = Payload.of("");
  private Command.Asked asked;
  private long calls;
  private int written;
  private Recorded current;
  private boolean stopping;

  /** What was asked last. */
  private record Recorded(long call, String key, PlainOperation<Payload> operation, int place) {}

  SimulatedCaller(World world, ProcessId id, List<ProcessId> contacts) {
    this.world = world;
    this.id = id;
    this.clock = new ProcessClock(world.timeline, world.random);
    this.other = new OtherWork(world.random);
    this.tracker = new CallTracker(id, contacts, world.timing, this);
    world.network.join(id, this::receive);
    world.timeline.after(world.random.nextInt(TICK_MICROS), this::tick);
    think();
  }

  /** Asks for nothing more. */
  void stop() {
    stopping = true;
  }

  boolean isWaiting() {
    return current != null;
  }

  private CallTracker.Step step() {
    return new CallTracker.Step(clock.millis(), this);
  }

  private void tick() {
    world.timeline.after(TICK_MICROS, this::tick);
    tracker.onTick(step());
  }

  private void receive(Message message, ProcessId from) {
    if (message instanceof CallerMessage answer) {
      tracker.onMessage(answer, from, step());
    }
  }

  private void think() {
    if (!stopping) {
      world.timeline.after(world.random.nextInt(LONGEST_THOUGHT_MICROS), this::act);
    }
  }

  private void act() {
    if (stopping) {
      return;
    }
    if (other.isUnderWay() || world.random.nextInt(OTHER_WORK_OF) == 0) {
      actOtherwise();
    } else {
      actOnRecord();
    }
  }

  private void actOnRecord() {
    String name = world.drawnKey();
    PlainOperation<Payload> operation = drawn();
    current = new Recorded(calls + 1, name, operation, world.history.begin(name, id, operation));
    world.story.tell(id.name(), () -> "asks " + World.words(name, operation));
    Payload key = Payload.of(name);
    call(key, ask -> new Command.Operate(ask, 1, key, operation));
  }

  private void actOtherwise() {
    if (!other.isUnderWay()) {
      otherKey = Payload.of(world.drawnKey());
    }
    current = new Recorded(calls + 1, "", null, OFF_RECORD);
    call(otherKey, other.ask(otherKey, unique()));
  }

  private void call(Payload key, Function<Ask, Command.Asked> command) {
    Function<Ask, Command.Asked> kept =
        ask -> {
          asked = command.apply(ask);
          return asked;
        };
    long deadline = clock.millis() + PATIENCE_MILLIS;
    tracker.call(++calls, world.partitionOf(key), kept, deadline, step());
  }

  private PlainOperation<Payload> drawn() {
    ExpiryRule never = ExpiryRule.NEVER;
    return switch (world.random.nextInt(10)) {
      case 0, 1, 2 -> new PlainOperation.Get<>(never);
      case 3, 4 -> new PlainOperation.Put<>(unique(), never);
      case 5 -> new PlainOperation.GetAndPut<>(unique(), never);
      case 6 -> new PlainOperation.PutIfAbsent<>(unique(), never);
      case 7 -> new PlainOperation.Replace<>(unique(), never);
      case 8 -> new PlainOperation.GetAndRemove<>();
      default -> new PlainOperation.Remove<>();
    };
  }

  private Payload unique() {
    return Payload.of(id.name() + "." + ++written);
  }

  @Override
  public void send(ProcessId to, PartitionMessage message) {
    world.network.send(id, to, message);
  }

  @Override
  public void end(long call, CallOutcome outcome) {
    Recorded ended = current;
    if (ended == null || ended.call() != call) {
      throw new IllegalStateException("call " + call + " ended twice");
    }
    current = null;
    if (ended.place() == OFF_RECORD) {
      if (outcome instanceof CallOutcome.Answered answered) {
        other.hear(asked, answered.result(), unique());
      }
    } else if (outcome instanceof CallOutcome.Answered answered
        && answered.result() instanceof Result.OfOperation done) {
      world.history.end(ended.place(), done.outcome());
      world.story.tell(id.name(), () -> "hears " + World.words(ended.key(), done.outcome()));
    } else {
      world.story.tell(id.name(), () -> "gives up " + ended.key() + ": " + outcome);
    }
    think();
  }
}
