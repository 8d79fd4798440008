// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import java.util.Map;

/**
 * A random history of sessions that read, fill and write a database beside the store, with
 * evictions, clears and pauses among them. After each step nothing may be seen that finished work
 * has outdated.
 */
final class SharedHoldHistory {
  private static final int KEYS = 3;
  private static final int SESSIONS = 6;
  private static final long LONG_AFTER = StoreStage.LIMITS.silentDoubtMillis() * 2;

  private final HistoryStage stage;
  private int nextOtherKey = 1_000;

  SharedHoldHistory(long seed) {
    this.stage = new HistoryStage(seed);
  }

  /** Runs so many steps and lets everything end; gives back how often what happened. */
  Map<HistoryStage.Happened, Integer> run(int steps) {
    for (int step = 0; step < steps; step++) {
      step();
      check();
    }
    endAll();
    if (stage.store.evictions() > 0) {
      stage.count(HistoryStage.Happened.EVICTED);
    }
    return stage.happened;
  }

  private void step() {
    stage.sessions.removeIf(Session::isGone);
    int dice = stage.random.nextInt(100);
    if (dice < 70) {
      stepOfASession();
    } else if (dice < 85) {
      pass();
    } else {
      disturb(stage.random.nextInt(KEYS));
    }
  }

  private void stepOfASession() {
    int one = stage.random.nextInt(SESSIONS);
    if (one < stage.sessions.size()) {
      stage.sessions.get(one).step();
    } else {
      stage.sessions.add(newSession(stage.random.nextInt(KEYS)));
    }
  }

  private Session newSession(int key) {
    return switch (stage.random.nextInt(12)) {
      case 0, 1, 2 -> new Session.StampedReader(stage, key);
      case 3 -> new Session.LeasedReader(stage, key);
      case 4, 5, 6 -> new Worker.SharedWorker(stage, key);
      case 7, 8 -> new Worker.SingleWorker(stage, key);
      case 9 -> new Worker.CacheWorker(stage);
      case 10 -> new Session.TurnTaker(stage, key);
      default -> new Session.WriterPast(stage, key);
    };
  }

  private void pass() {
    int dice = stage.random.nextInt(20);
    if (dice == 0) {
      stage.time.pass(stage.random.nextInt(1_000));
    } else {
      advance(stage.random.nextInt(dice < 12 ? 100 : dice < 18 ? 1_000 : 6_000));
    }
  }

  private void advance(long millis) {
    stage.time.advance(millis, this::onAlarm);
    tellTheTime();
  }

  private void onAlarm() {
    stage.group.onAlarm();
    tellTheTime();
  }

  private void tellTheTime() {
    stage.sessions.forEach(session -> session.onAlarm(stage.time.millis()));
  }

  private void disturb(int key) {
    switch (stage.random.nextInt(10)) {
      case 0 -> assertThat(stage.store.clear()).isCompleted();
      case 1 -> stage.run(key, new PlainOperation.Drop<>());
      case 2, 3, 4 ->
          stage.run(nextOtherKey++, new PlainOperation.Put<>(0L, ExpiryRule.fixed(500)));
      case 5 -> stage.run(key, new PlainOperation.Get<>(HistoryStage.IDLE));
      case 6 -> stage.run(key, new PlainOperation.Access<>(HistoryStage.IDLE));
      default -> {
        Long unused = stage.store.read(key, HistoryStage.IDLE);
      }
    }
  }

  private void check() {
    for (int key = 0; key < KEYS; key++) {
      check(key);
    }
  }

  private void check(int key) {
    Long value = stage.answer(key, new PlainOperation.Peek<>()).before();
    StoredEntry<Long> entry = stage.store.readEntry(key);
    assertThat(entry == null ? null : entry.value()).as("key %s, read alike", key).isEqualTo(value);
    if (entry == null) {
      return;
    }
    assertThat(entry.value())
        .as("key %s", key)
        .isBetween(stage.database.oldestToBeSeen(key), stage.database.read(key));
    long longest = stage.time.millis() + StoreStage.LIMITS.doubtLifeMillis();
    for (Session session : stage.sessions) {
      assertThat(session.hides(key)).as("key %s is hidden by %s", key, session).isFalse();
      assertThat(session.doubts(key) && entry.endMillis() > longest)
          .as("key %s outlives the doubt of %s", key, session)
          .isFalse();
    }
  }

  /** Everything ends; then every key can be filled, and nothing is left behind. */
  private void endAll() {
    for (Session session : stage.sessions) {
      if (!session.isGone()) {
        session.finish();
        check();
      }
    }
    advance(LONG_AFTER);
    check();
    for (int key = 0; key < KEYS; key++) {
      stage.run(key, new PlainOperation.Remove<>());
      long committed = stage.database.read(key);
      assertThat(stage.fill(key, stage.group.stamp(), 0, committed)).isEqualTo(Admission.FILLED);
      check(key);
      stage.run(key, new PlainOperation.Remove<>());
    }
    advance(LONG_AFTER);
    assertThat(stage.store.size()).isZero();
    assertThat(stage.time.nextWakeMillis()).as("wake-ups left").isEqualTo(Long.MAX_VALUE);
  }
}
