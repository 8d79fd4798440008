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
  private static final long PATIENCE_MILLIS = 4_000;

  final ProcessId id;
  private final World world;
  private final ProcessClock clock;
  private final CallTracker tracker;
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
    String name = "k" + world.random.nextInt(world.keys());
    Payload key = Payload.of(name);
    PlainOperation<Payload> operation = drawn();
    int partition = world.partitionOf(key);
    long call = ++calls;
    current = new Recorded(call, name, operation, world.history.begin(name, id, operation));
    Function<Ask, Command.Asked> command = ask -> new Command.Operate(ask, 1, key, operation);
    world.story.tell(id.name(), () -> "asks " + World.words(name, operation));
    tracker.call(call, partition, command, clock.millis() + PATIENCE_MILLIS, step());
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
    if (outcome instanceof CallOutcome.Answered answered
        && answered.result() instanceof Result.OfOperation done) {
      world.history.end(ended.place(), done.outcome());
      world.story.tell(id.name(), () -> "hears " + World.words(ended.key(), done.outcome()));
    } else {

      world.story.tell(id.name(), () -> "gives up " + ended.key() + ": " + outcome);
    }
    think();
  }
}
