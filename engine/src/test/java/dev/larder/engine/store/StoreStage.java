// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldLimits;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.event.Change;
import dev.larder.engine.event.ChangeKind;
import dev.larder.engine.time.ManualTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One store under a clock turned by hand, in the words of the contract: what is asked is answered
 * at once, or waits.
 */
public final class StoreStage {
  /** Another length for each limit, so that a test knows which one has passed. */
  public static final HoldLimits LIMITS =
      new HoldLimits(1_000, 2_000, 3_000, 4_000, 500, 10_000, 20_000);

  /** Where time begins: neither zero nor a round number. */
  public static final long START_MILLIS = 1_700_000_000_123L;

  final ManualTime time;
  final EntryStoreFactory group;
  final EntryStore<Integer, String> store;
  final List<Change<Integer, String>> changes = new CopyOnWriteArrayList<>();
  private final Runnable onAlarm;

  /**
   * Opens a store.
   *
   * @param onAlarm what the implementation wants to be called at its wake-ups
   */
  public StoreStage(
      ManualTime time,
      EntryStoreFactory group,
      Runnable onAlarm,
      StoreSettings<Integer, String> settings) {
    this.time = time;
    this.group = group;
    this.onAlarm = onAlarm;
    this.store = group.open(settings);
    var unused = store.subscribe(changes::add);
  }

  /** Lets time pass with the alarm at work. */
  void advance(long millis) {
    time.advance(millis, onAlarm);
  }

  /** Asks for something that is answered at once. */
  <R> R ask(int key, EntryOperation<String, R> operation) {
    CompletableFuture<R> answer = store.apply(key, operation).toCompletableFuture();
    return told(answer);
  }

  /** Does something whose answer does not matter. */
  void run(int key, EntryOperation<String, ?> operation) {
    assertThat((Object) ask(key, operation)).isNotNull();
  }

  /** Asks for something that has to wait. */
  <R> CompletableFuture<R> queue(int key, EntryOperation<String, R> operation) {
    CompletableFuture<R> answer = store.apply(key, operation).toCompletableFuture();
    assertThat(answer).as("has to wait").isNotDone();
    return answer;
  }

  /** The answer to what was queued, which has come by now. */
  static <R> R told(CompletableFuture<R> answer) {
    assertThat(answer).as("answered by now").isDone();
    return answer.join();
  }

  /** Puts a value that never ends. */
  void put(int key, String value) {
    run(key, new PlainOperation.Put<>(value, ExpiryRule.NEVER));
  }

  /** Puts a value that lives so long. */
  void put(int key, String value, long lifeMillis) {
    run(key, new PlainOperation.Put<>(value, ExpiryRule.fixed(lifeMillis)));
  }

  void remove(int key) {
    run(key, new PlainOperation.Remove<>());
  }

  /** The entry's value, which no way of reading it may contradict. */
  @Nullable String value(int key) {
    String value = ask(key, new PlainOperation.Peek<>()).before();
    assertThat(ask(key, new PlainOperation.Get<>(ExpiryRule.NEVER)).before()).isEqualTo(value);
    assertThat(store.read(key, ExpiryRule.NEVER)).isIn(value, null);
    StoredEntry<String> entry = store.readEntry(key);
    assertThat(entry == null ? null : entry.value()).isIn(value, null);
    return value;
  }

  /** The number of the write that made the entry; 0 if there is none. */
  long version(int key) {
    return ask(key, new PlainOperation.Peek<>()).version();
  }

  static HoldOperation.OpenFill<String> openFill(Existing existing, Patience patience) {
    return new HoldOperation.OpenFill<>(existing, patience, ExpiryRule.NEVER);
  }

  static HoldOperation.OpenFill<String> load() {
    return openFill(Existing.TAKE, Patience.WAIT);
  }

  FillAnswer.Leased<String> lease(int key) {
    return leased(ask(key, load()));
  }

  static FillAnswer.Leased<String> leased(FillAnswer<String> answer) {
    assertThat(answer).isInstanceOf(FillAnswer.Leased.class);
    return (FillAnswer.Leased<String>) answer;
  }

  Outcome<String> fill(int key, FillAnswer.Leased<String> lease, String value) {
    return ask(
        key,
        new HoldOperation.Fill<>(
            lease.lease(),
            lease.stamp(),
            new PlainOperation.StoreLoaded<>(value, ExpiryRule.NEVER)));
  }

  Grant<String> turn(int key) {
    return ask(key, new HoldOperation.TakeTurn<>());
  }

  Outcome<String> commit(int key, Grant<String> turn, PlainOperation<String> decided) {
    return ask(key, new HoldOperation.CommitTurn<>(turn.hold(), decided));
  }

  /** Ends a turn that changes nothing. */
  void pass(int key, Grant<String> turn) {
    run(key, new HoldOperation.CommitTurn<>(turn.hold(), new PlainOperation.Peek<>()));
  }

  static HoldOperation.OpenIntent<String> openIntent() {
    return new HoldOperation.OpenIntent<>(Patience.WAIT);
  }

  Grant<String> intent(int key) {
    Optional<Grant<String>> granted = ask(key, openIntent());
    return granted.orElseThrow();
  }

  Outcome<String> resolve(int key, Grant<String> intent, PlainOperation<String> published) {
    return ask(key, new HoldOperation.ResolveIntent<>(intent.hold(), published));
  }

  void doubt(int key, Grant<String> intent, HoldOperation.Unsure unsure) {
    run(key, new HoldOperation.DoubtIntent<>(intent.hold(), unsure));
  }

  Grant<String> shared(int key) {
    return ask(key, openShared());
  }

  static HoldOperation.OpenShared<String> openShared() {
    return new HoldOperation.OpenShared<>();
  }

  Verdict end(int key, Grant<String> shared, SharedEnd<String> end) {
    return ask(key, endShared(shared, end));
  }

  static HoldOperation.EndShared<String> endShared(Grant<String> shared, SharedEnd<String> end) {
    return new HoldOperation.EndShared<>(shared.hold(), end);
  }

  static SharedEnd<String> publish(String value) {
    return new SharedEnd.Publish<>(put(value));
  }

  static SharedEnd<String> restore() {
    return new SharedEnd.Restore<>();
  }

  /** Fills an absent key with data read under a stamp. */
  Admission fill(int key, long stamp, String value) {
    return fillOver(key, 0, stamp, value);
  }

  /** The same where the entry of a version may be replaced. */
  Admission fillOver(int key, long version, long stamp, String value) {
    return ask(
        key,
        new HoldOperation.FillStamped<>(
            stamp, version, new PlainOperation.StoreLoaded<>(value, ExpiryRule.NEVER)));
  }

  long openCache() {
    return told(store.openCacheIntent().toCompletableFuture());
  }

  /** Opens a cache intent that nobody is going to end. */
  void holdCache() {
    assertThat(openCache()).isPositive();
  }

  /** Opens a cache intent and ends it at once. */
  void passCache(EntryStore.CacheEnd end) {
    assertThat(endCache(openCache(), end)).isEqualTo(Verdict.APPLIED);
  }

  Verdict endCache(long intent, EntryStore.CacheEnd end) {
    return told(store.endCacheIntent(intent, end).toCompletableFuture());
  }

  static PlainOperation<String> put(String value) {
    return new PlainOperation.Put<>(value, ExpiryRule.NEVER);
  }

  /** The kinds of a key's changes, in their order. */
  List<ChangeKind> kinds(int key) {
    return changes.stream().filter(c -> c.key() == key).map(Change::kind).toList();
  }

  /** The last change of all. */
  Change<Integer, String> lastChange() {
    return changes.get(changes.size() - 1);
  }

  /**
   * Key 1 is absent, and stays so for what was read until a stamp, but not for what is read now.
   */
  void assertLeftAbsent(long stampBefore) {
    assertThat(value(1)).isNull();
    assertThat(fill(1, stampBefore, "read before")).isEqualTo(Admission.WRITTEN_SINCE);
    assertThat(value(1)).isNull();
    assertThat(fill(1, group.stamp(), "read now")).isEqualTo(Admission.FILLED);
    assertThat(value(1)).isEqualTo("read now");
  }
}
