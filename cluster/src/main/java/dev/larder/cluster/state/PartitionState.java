// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.state;

import dev.larder.cluster.message.Ask;
import dev.larder.cluster.message.Command;
import dev.larder.cluster.message.CopyPiece;
import dev.larder.cluster.message.LogEntry;
import dev.larder.cluster.message.RequestId;
import dev.larder.cluster.message.Result;
import dev.larder.cluster.topology.Payload;
import dev.larder.cluster.topology.ProcessId;
import dev.larder.engine.entry.EntryView;
import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.Change;
import dev.larder.engine.store.EntryStore.CacheEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One copy's state: the fold over its log up to {@link #applied()}. Every operation of the engine
 * is run as it is, at the time of its log entry, on every copy; so holds, queues and results of
 * requests are there when another copy takes over. What an entry does to a key depends on that key,
 * on its cache as a whole and on which requests were taken, never on other keys.
 */
public final class PartitionState implements Command.Handler {

  /** A caller that asks for nothing so long is forgotten, and its old requests are not run. */
  public static final long IDLE_MILLIS = 300_000;

  private static final String OTHER_GENERATION =
      "the partition was lost since the request was first sent";
  private static final String TOO_LATE = "the request was first sent too long ago";
  private static final String TRIMMED = "too many requests were made since";

  private final int generation;
  private final HoldLimits limits;
  private final Floors floors;
  private final SortedMap<Long, CacheState> caches = new TreeMap<>();
  private final SortedMap<ProcessId, CallerRecord> callers = new TreeMap<>();
  private long applied;
  private long timeMillis;

  /** The keys of so many ranges of the hash are here; the others are still on their way. */
  private int ranges = Floors.COUNT;

  private Applied out = Applied.NOTHING;

  /** Empty, at the beginning of a generation. */
  public PartitionState(int generation, HoldLimits limits) {
    this.generation = generation;
    this.limits = limits;
    this.applied = Numbers.startOf(generation);
    this.floors = new Floors(Numbers.stampAfter(applied));
  }

  /** Without keys yet, as of the entry at a sequence. */
  public PartitionState(CopyPiece.Head head, long applied, HoldLimits limits) {
    this(head.generation(), limits);
    this.applied = applied;
    this.timeMillis = head.timeMillis();
    this.ranges = 0;
    head.caches().forEach(image -> caches.put(image.cache(), CacheState.of(image)));
    install(head.callers());
  }

  /** The sequence of the last entry that was applied. */
  public long applied() {
    return applied;
  }

  /** The time of that entry. */
  public long timeMillis() {
    return timeMillis;
  }

  /** The instant at which time changes something here, if nothing else does before; or never. */
  public long wakeMillis() {
    long next = Long.MAX_VALUE;
    for (CacheState cache : caches.values()) {
      next = Math.min(next, cache.wakeMillis());
    }
    return next;
  }

  /** Where a key stands among the partition's keys: spread over all integers, unsigned. */
  public static int positionOf(Payload key) {
    int mixed = key.hashCode() * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) * 0x85EBCA6B;
  }

  /** Applies the next entry of the log. */
  public void apply(LogEntry entry, Applied hearer) {
    if (entry.sequence() != applied + 1 || entry.timeMillis() < timeMillis) {
      throw new IllegalStateException(
          "log entry "
              + entry.sequence()
              + " at "
              + entry.timeMillis()
              + " does not follow "
              + applied
              + " at "
              + timeMillis);
    }
    applied = entry.sequence();
    timeMillis = entry.timeMillis();
    out = hearer;
    entry.command().deliverTo(this);
    out = Applied.NOTHING;
  }

  /**
   * The answer to an operation that changes nothing, from what is applied; empty if it has to go
   * through the log.
   *
   * @param nowMillis the partition's time
   */
  public Optional<Result> read(Command.Operate asked, long nowMillis) {
    CacheState cache = caches.get(asked.cache());
    Slot slot = cache == null ? null : cache.slots.get(asked.key());
    if (slot != null && slot.wakeMillis() <= nowMillis) {
      return Optional.empty();
    }
    EntryView<Payload> live = slot == null || slot.value == null ? null : slot;
    return asked.operation().looking(live, nowMillis).map(Result::of);
  }

  /** What is known of a request: if anything, it is not to be looked at anew. */
  public Standing standing(RequestId request) {
    CallerRecord record = callers.get(request.caller());
    return record == null ? Standing.UNKNOWN : record.standing(request.number());
  }

  /** The result of a request that is {@link Standing#ANSWERED}. */
  public Result resultOf(RequestId request) {
    CallerRecord record = callers.get(request.caller());
    if (record == null) {
      throw new IllegalStateException("nothing is known of request " + request);
    }
    return record.resultOf(request.number());
  }

  /** Whether a request is to be run; if not, its caller is told what there is to tell. */
  private boolean takes(Ask ask) {
    RequestId request = ask.request();
    CallerRecord record = callers.computeIfAbsent(request.caller(), caller -> new CallerRecord());
    Standing standing = record.take(ask, timeMillis);
    switch (standing) {
      case UNKNOWN -> {
        record.begin(request.number());
        if (ask.generation() != generation) {
          answer(request, new Result.Indeterminate(OTHER_GENERATION));
        } else if (timeMillis - ask.firstSentMillis() > IDLE_MILLIS) {
          answer(request, new Result.Indeterminate(TOO_LATE));
        } else {
          return true;
        }
      }
      case ANSWERED -> out.answered(request, record.resultOf(request.number()));
      case TRIMMED -> out.answered(request, new Result.Indeterminate(TRIMMED));
      case AT_WORK, DROPPED -> {}
    }
    return false;
  }

  @Override
  public void operate(Command.Operate asked) {
    if (!takes(asked.ask())) {
      return;
    }
    CacheState cache = cache(asked.cache());
    if (rangeOf(asked.key()) >= ranges) {
      return; // it will come with its key
    }
    Slot slot = cache.slots.get(asked.key());
    if (slot == null) {
      if (!asked.operation().needsEntry()) {
        answer(asked.ask().request(), Result.of(asked.operation().whenAbsent(timeMillis)));
        return;
      }
      slot = new Slot(asked.key(), floors.of(positionOf(asked.key())));
      cache.slots.put(asked.key(), slot);
    }
    SlotStep step = new SlotStep(this, cache, slot, Numbers.of(applied));
    step.run(asked);
    step.leave();
  }

  @Override
  public void clear(Command.Clear clear) {
    if (takes(clear.ask())) {
      clear(cache(clear.cache()));
      answer(clear.ask().request(), new Result.Done());
    }
  }

  private void clear(CacheState cache) {
    cache.clearedAt = Numbers.firstOf(applied);
    for (Slot slot : cache.dropAllButHeld(timeMillis)) {
      SlotStep step = new SlotStep(this, cache, slot, Numbers.of(applied));
      step.cleared();
      step.leave();
    }
  }

  @Override
  public void openCache(Command.OpenCache open) {
    if (takes(open.ask())) {
      CacheState cache = cache(open.cache());
      long intent = Numbers.firstOf(applied);
      cache.holds = cache.holds.opened(intent, timeMillis + limits.sharedMillis());
      clear(cache);
      answer(open.ask().request(), new Result.OfOpening(intent));
    }
  }

  @Override
  public void endCache(Command.EndCache end) {
    if (takes(end.ask())) {
      CacheState cache = cache(end.cache());
      boolean open = cache.holds.holds(end.intent());
      cache.holds =
          end.end() == CacheEnd.KNOWN
              ? cache.holds.ended(end.intent())
              : cache.holds.doubted(end.intent(), timeMillis + limits.doubtMillis());
      clear(cache);
      Verdict verdict = open ? Verdict.APPLIED : Verdict.REFUSED;
      answer(end.ask().request(), new Result.OfEnd(verdict));
    }
  }

  @Override
  public void endDue(Command.EndDue endDue) {
    for (CacheState cache : caches.values()) {
      var holds = cache.holds.at(timeMillis, limits.silentDoubtMillis());
      if (holds != cache.holds) {
        cache.holds = holds;
        clear(cache);
      }
      for (Slot slot : cache.due(timeMillis)) {
        SlotStep step = new SlotStep(this, cache, slot, Numbers.secondHalfOf(applied));
        step.due();
        step.leave();
      }
    }
    callers.values().removeIf(record -> record.isIdleSince(timeMillis - IDLE_MILLIS));
  }

  private static int rangeOf(Payload key) {
    return Floors.rangeOf(positionOf(key));
  }

  // Copies for other nodes.

  /** What concerns all keys. */
  public CopyPiece.Head head() {
    return new CopyPiece.Head(
        generation,
        timeMillis,
        caches.values().stream().map(CacheState::image).toList(),
        callers());
  }

  /**
   * The keys from a range on: of that range at least, and of more while there are not too many.
   *
   * @param fewKeys so many are aimed at
   */
  public CopyPiece.Keys keys(int fromRange, int fewKeys) {
    int[] counts = new int[Floors.COUNT];
    caches.values().forEach(cache -> cache.slots.keySet().forEach(key -> counts[rangeOf(key)]++));
    int toRange = fromRange + 1;
    int keys = counts[fromRange];
    while (toRange < Floors.COUNT && keys + counts[toRange] <= fewKeys) {
      keys += counts[toRange++];
    }
    List<CopyPiece.SlotImage> slots = new ArrayList<>(keys);
    for (CacheState cache : caches.values()) {
      for (Slot slot : cache.slots.values()) {
        int range = rangeOf(slot.key);
        if (range >= fromRange && range < toRange) {
          slots.add(slot.image(cache.cache));
        }
      }
    }
    return new CopyPiece.Keys(fromRange, toRange, floors.images(fromRange, toRange), slots);
  }

  /** What is known of requests, with their results. */
  public List<CopyPiece.CallerImage> callers() {
    List<CopyPiece.CallerImage> images = new ArrayList<>(callers.size());
    callers.forEach((caller, record) -> images.add(record.image(caller)));
    return images;
  }

  /** How many ranges of the hash there are. */
  public static int rangeCount() {
    return Floors.COUNT;
  }

  /** The first range whose keys are not here yet. */
  public int nextRange() {
    return ranges;
  }

  /** Takes in keys of the same instant as what is here. */
  public void install(CopyPiece.Keys keys) {
    if (keys.fromRange() != ranges) {
      throw new IllegalStateException(
          "keys from range " + keys.fromRange() + " on, where " + ranges + " is the next");
    }
    floors.install(keys.fromRange(), keys.floors());
    for (CopyPiece.SlotImage image : keys.slots()) {
      cache(image.cache()).install(Slot.of(image, limits), timeMillis);
    }
    ranges = keys.toRange();
  }

  /** Takes in what is known of requests in place of what is here. */
  public void install(List<CopyPiece.CallerImage> images) {
    callers.clear();
    images.forEach(image -> callers.put(image.caller(), new CallerRecord(image)));
  }

  /** Everything that copies with the same log must agree on, as text: to be compared, not read. */
  public String digest() {
    StringBuilder text = new StringBuilder();
    text.append(applied).append('@').append(timeMillis).append('\n');
    caches.values().forEach(cache -> cache.describe(text));
    callers.forEach((caller, record) -> text.append(caller).append(record).append('\n'));
    return text.append(floors).toString();
  }

  private CacheState cache(long cache) {
    return caches.computeIfAbsent(cache, CacheState::new);
  }

  // What a step asks of its partition.

  HoldLimits limits() {
    return limits;
  }

  Floors floors() {
    return floors;
  }

  /** Whether somebody still waits for the answer to a request. */
  boolean isWanted(RequestId request) {
    CallerRecord record = callers.get(request.caller());
    return record != null && !record.isGivenUp(request.number());
  }

  void answer(RequestId request, Result result) {
    CallerRecord record = callers.get(request.caller());
    if (record != null) {
      record.answer(request.number(), result);
      out.answered(request, result);
    }
  }

  void announce(long cache, Change<Payload, Payload> change) {
    out.changed(cache, change);
  }
}
