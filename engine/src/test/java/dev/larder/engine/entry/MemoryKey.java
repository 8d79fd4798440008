// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key in plain fields: what {@link KeyHolds} needs of a store, and nothing else. */
final class MemoryKey implements KeyStep<String> {
  final KeyHolds<String> holds;
  final List<FillAnswer<String>> released = new ArrayList<>();
  private @Nullable StoredEntry<String> entry;
  boolean cacheHeld;
  private long nowMillis;
  private long sequence = 100;
  private long lastWrite = 100;
  private long droppedAt;
  private long clearedAt;
  private long holdIds;

  MemoryKey(HoldLimits limits) {
    holds = new KeyHolds<>(limits);
  }

  /** Runs an operation at an instant, as a store would if nobody had to wait. */
  <R> R run(EntryOperation<String, R> operation, long atMillis) {
    nowMillis = atMillis;
    return operation.run(this, atMillis);
  }

  Waits waits(EntryOperation<String, ?> operation) {
    return operation.waits(holds, live());
  }

  void alarm(long atMillis) {
    nowMillis = atMillis;
    holds.onAlarm(this, atMillis);
  }

  void clear() {
    clearedAt = ++sequence;
    holds.onClear();
    removed();
  }

  private void removed() {
    entry = null;
    lastWrite = ++sequence;
    droppedAt = lastWrite;
  }

  @Override
  public @Nullable EntryView<String> live() {
    StoredEntry<String> found = entry;
    if (found != null && found.endMillis() <= nowMillis) {
      removed();
    }
    return entry;
  }

  @Override
  public boolean cacheHeld() {
    return cacheHeld;
  }

  @Override
  public @Nullable StoredEntry<String> hide() {
    StoredEntry<String> hidden = live() == null ? null : entry;
    entry = null;
    return hidden;
  }

  @Override
  public void restore(StoredEntry<String> hidden) {
    entry = hidden;
  }

  @Override
  public Outcome<String> commit(PlainOperation<String> operation, EntryView<String> seen) {
    String before = seen == null ? null : seen.value();
    Transition<String> decided = operation.decide(seen, nowMillis);
    switch (decided.effect()) {
      case KEEP -> {}
      case TOUCH -> {
        if (live() != null) {
          entry = ending(holds.endOfTouched(decided.endMillis()));
        }
      }
      case STORE -> {
        holds.onWrite();
        lastWrite = ++sequence;
        if (holds.sharedOpen()) {
          break;
        }
        long end = holds.endOfStored(decided.endMillis(), nowMillis);
        entry = new StoredEntry<>(decided.value(), lastWrite, end);
      }
      case REMOVE -> {
        holds.onWrite();
        removed();
      }
    }
    return new Outcome<>(
        decided.verdict(), before, decided.statistics(), lastWrite, decided.effect());
  }

  @Override
  public void note(String value) {
    holds.onWrite();
    lastWrite = ++sequence;
  }

  private StoredEntry<String> ending(long endMillis) {
    return new StoredEntry<>(entry.value(), entry.version(), endMillis);
  }

  @Override
  public long lastWrite() {
    return lastWrite;
  }

  @Override
  public long stamp() {
    return sequence;
  }

  @Override
  public long droppedAt() {
    return droppedAt;
  }

  @Override
  public long clearedAt() {
    return clearedAt;
  }

  @Override
  public KeyHolds<String> holds() {
    return holds;
  }

  @Override
  public long nextHoldId() {
    return ++holdIds;
  }

  @Override
  public void releaseFillWaiters(FillAnswer<String> answer) {
    released.add(answer);
  }
}
