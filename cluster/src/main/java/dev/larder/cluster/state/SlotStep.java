// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.KeyHolds;
import dev.larder.engine.entry.Origin;
import dev.larder.engine.entry.Waits;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.store.EntryStep;
import dev.larder.engine.store.HeldKey;
import org.jspecify.annotations.Nullable;

/** One visit of a log entry to a slot. */
final class SlotStep extends EntryStep<Payload, LoggedCall> {

  /** So many may wait for one key. */
  static final int MOST_WAITING = 128;

  private final PartitionState partition;
  private final CacheState cache;
  private final Slot slot;
  private final Numbers numbers;

  SlotStep(PartitionState partition, CacheState cache, Slot slot, Numbers numbers) {
    this.partition = partition;
    this.cache = cache;
    this.slot = slot;
    this.numbers = numbers;
    this.nowMillis = partition.timeMillis();
  }

  /** Runs an operation, or queues it behind whoever holds the key. */
  void run(Command.Operate asked) {
    EntryOperation<Payload, ?> operation = asked.operation();
    Waits waits = queueOf(operation);
    HeldKey<Payload, LoggedCall> held = slot.held;
    if (held == null || waits == Waits.NOT) {
      partition.answer(asked.ask().request(), Result.of(operation.run(this, nowMillis)));
      return;
    }
    if (operation.insteadOfWaiting().isPresent()) {
      partition.answer(
          asked.ask().request(), Result.of(operation.insteadOfWaiting().orElseThrow()));
    } else if (held.turnQueue.size() + held.fillQueue.size() >= MOST_WAITING) {
      partition.answer(asked.ask().request(), new Result.Crowded());
    } else {
      held.enqueue(new LoggedCall(asked.ask().request(), operation), waits);
    }
  }

  /** Ends what is due. */
  void due() {
    endDue();
  }

  /** The cache was cleared under the slot. */
  void cleared() {
    clear();
  }

  /** The last thing: lets in those whose turn it is, and tidies up. */
  void leave() {
    admitWaiting();
    HeldKey<Payload, LoggedCall> held = slot.held;
    if (held != null && held.isEmpty()) {
      slot.held = null;
    }
    cache.settle(slot, nowMillis);
    if (slot.isEmpty()) {
      cache.slots.remove(slot.key);
      keepAbsence();
    }
  }

  @Override
  protected void admit(LoggedCall call) {
    if (partition.isWanted(call.request())) {
      partition.answer(call.request(), Result.of(call.operation().run(this, nowMillis)));
    }
  }

  @Override
  protected void answer(LoggedCall call, FillAnswer<Payload> answer) {
    partition.answer(call.request(), new Result.OfFill(answer));
  }

  @Override
  protected @Nullable Payload valueOrNull() {
    return slot.value;
  }

  @Override
  protected EntryView<Payload> entry() {
    return slot;
  }

  @Override
  protected void write(@Nullable Payload value, long version, long endMillis) {
    slot.value = value;
    slot.version = version;
    slot.endMillis = endMillis;
  }

  @Override
  protected void takeOutOfSight() {
    slot.value = null;
  }

  @Override
  protected void keepAbsence() {
    partition.floors().raise(PartitionState.positionOf(slot.key), slot.version);
  }

  @Override
  protected void raiseVersion(long version) {
    slot.version = version;
  }

  @Override
  protected void moveEnd(long endMillis) {
    slot.endMillis = endMillis;
  }

  @Override
  protected void markUsed() {
    // The policy that evicts hears of reads at the owner alone: a copy's state depends on the log.
  }

  @Override
  protected @Nullable HeldKey<Payload, LoggedCall> held() {
    return slot.held;
  }

  @Override
  public KeyHolds<Payload> holds() {
    HeldKey<Payload, LoggedCall> held = slot.held;
    if (held == null) {
      held = new HeldKey<>(new KeyHolds<>(partition.limits()));
      slot.held = held;
    }
    return held.holds;
  }

  @Override
  public long lastWrite() {
    return slot.version;
  }

  @Override
  public long stamp() {
    return Numbers.stampAfter(partition.applied());
  }

  @Override
  public long droppedAt() {
    long floor = partition.floors().of(PartitionState.positionOf(slot.key));
    return live() == null ? slot.version : Math.min(slot.version, floor);
  }

  @Override
  public long clearedAt() {
    return cache.clearedAt;
  }

  @Override
  public long nextHoldId() {
    return numbers.next();
  }

  @Override
  public boolean cacheHeld() {
    return cache.holds.isHeld();
  }

  @Override
  protected boolean cacheInDoubt() {
    return cache.holds.isInDoubt();
  }

  @Override
  protected long endOfStored(long endMillis) {
    return cacheInDoubt()
        ? Math.min(endMillis, nowMillis + partition.limits().doubtLifeMillis())
        : endMillis;
  }

  @Override
  protected long nextVersion() {
    return numbers.next();
  }

  @Override
  protected void announce(
      ChangeKind kind,
      Origin origin,
      @Nullable Payload before,
      @Nullable Payload after,
      long version) {
    partition.announce(cache.cache, new Change<>(slot.key, kind, origin, before, after, version));
  }
}
