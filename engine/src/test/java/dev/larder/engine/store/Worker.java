// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.SharedEnd;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import dev.larder.engine.store.EntryStore.CacheEnd;
import dev.larder.engine.store.HistoryStage.Happened;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Announces its work, commits it or not, and ends as it likes: late, unsure, or not at all. */
abstract class Worker extends Session {
  /** Where a worker stands. */
  private enum Standing {
    WAITING,
    OPEN,
    DOUBTED
  }

  final CommittedDatabase.Work work = new CommittedDatabase.Work();
  private final long limitMillis;
  private final long silentMillis;
  private Standing standing = Standing.WAITING;
  private long openedMillis;
  private long noticedMillis = Long.MAX_VALUE;
  private long untilMillis;
  private boolean committed;
  private boolean tooLate;
  private boolean silent;

  Worker(HistoryStage stage, long limitMillis, long silentMillis) {
    super(stage);
    this.limitMillis = limitMillis;
    this.silentMillis = silentMillis;
  }

  final void opened() {
    standing = Standing.OPEN;
    openedMillis = stage.time.millis();
  }

  /** Stops waiting; {@code false} if it does not wait any more. */
  abstract boolean stopWaiting();

  /** Does to the database what it announced. */
  abstract void commit();

  /** Ends the intent, knowing what became of the work. */
  abstract Verdict end(boolean withCommit);

  /** Ends the intent, not knowing. */
  abstract Verdict doubt();

  abstract boolean concerns(int key);

  @Override
  final void step() {
    int dice = stage.random.nextInt(100);
    if (standing == Standing.WAITING) {
      if (dice < 15 && stopWaiting()) {
        leave();
      }
    } else if (silent || dice < 20) {
      return;
    } else if (dice < 50) {
      commitIfItMay();
    } else if (dice < 80) {
      endNow();
    } else if (dice < 90 && standing == Standing.OPEN) {
      doubtNow();
    } else {
      silent = dice >= 97;
    }
  }

  private void commitIfItMay() {
    boolean inTime =
        standing == Standing.OPEN
            ? stage.time.millis() < doubtOverMillis(openedMillis + limitMillis)
            : stage.time.millis() < untilMillis;
    if (!committed && !tooLate && inTime) {
      committed = true;
      commit();
      if (standing == Standing.DOUBTED || stage.time.millis() >= openedMillis + limitMillis) {
        stage.count(Happened.LATE_COMMIT);
      }
    }
  }

  private long doubtOverMillis(long beginMillis) {
    return silentMillis == Long.MAX_VALUE ? Long.MAX_VALUE : beginMillis + silentMillis;
  }

  private void endNow() {
    Verdict verdict = end(committed);
    stage.count(
        verdict == Verdict.REFUSED
            ? Happened.LATE_END
            : verdict == Verdict.DECLINED
                ? Happened.DECLINED
                : committed ? Happened.PUBLISHED : Happened.RESTORED);
    work.end();
    leave();
  }

  private void doubtNow() {
    boolean known = stage.time.millis() < doubtOverMillis(openedMillis + limitMillis);
    Verdict unused = doubt();
    standing = Standing.DOUBTED;
    untilMillis = stage.time.millis() + StoreStage.LIMITS.doubtMillis();
    tooLate = !known; // for a commit: the doubt may be over
  }

  @Override
  final void onAlarm(long nowMillis) {
    if (standing == Standing.OPEN && openedMillis + limitMillis <= nowMillis) {
      noticedMillis = Math.min(noticedMillis, nowMillis);
    }
    boolean over =
        standing == Standing.DOUBTED
            ? untilMillis <= nowMillis
            : standing == Standing.OPEN
                && noticedMillis != Long.MAX_VALUE
                && doubtOverMillis(noticedMillis) <= nowMillis;
    if (over) {
      stage.count(Happened.DOUBT_OVER);
      tooLate = true;
      work.end();
      if (standing == Standing.DOUBTED || silent) {
        leave();
      }
    }
  }

  @Override
  final void finish() {
    if (standing == Standing.WAITING) {
      assertThat(stopWaiting()).isTrue();
      leave();
    } else {
      endNow();
    }
  }

  @Override
  final boolean holds(int key) {
    return !isGone()
        && concerns(key)
        && standing == Standing.OPEN
        && stage.time.millis() < openedMillis + limitMillis;
  }

  @Override
  final boolean doubts(int key) {
    if (isGone() || !concerns(key)) {
      return false;
    }
    return standing == Standing.DOUBTED
        ? stage.time.millis() < untilMillis && !tooLate
        : standing == Standing.OPEN
            && noticedMillis <= stage.time.millis()
            && stage.time.millis() < doubtOverMillis(openedMillis + limitMillis);
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + " " + standing;
  }

  /** Works on a key beside others. */
  static final class SharedWorker extends Worker {
    private final int key;
    private final CompletableFuture<Grant<Long>> opening;
    private long value;

    SharedWorker(HistoryStage stage, int key) {
      super(stage, StoreStage.LIMITS.sharedMillis(), StoreStage.LIMITS.silentDoubtMillis());
      this.key = key;
      this.opening = stage.tell(key, new HoldOperation.OpenShared<>());
      var unused = opening.thenRun(this::opened);
    }

    @Override
    boolean stopWaiting() {
      return opening.cancel(false);
    }

    @Override
    void commit() {
      value = stage.database.commit(key, work);
    }

    @Override
    Verdict end(boolean withCommit) {
      Grant<Long> grant = opening.join();
      SharedEnd<Long> end =
          stage.random.nextInt(4) == 0
              ? new SharedEnd.Drop<>()
              : withCommit ? new SharedEnd.Publish<>(stage.put(value)) : new SharedEnd.Restore<>();
      Verdict verdict = stage.answer(key, new HoldOperation.EndShared<>(grant.hold(), end));
      StoredEntry<Long> before = grant.before();
      if (verdict == Verdict.APPLIED
          && end instanceof SharedEnd.Restore<Long>
          && before != null
          && before.endMillis() > stage.time.millis()
          && !stage.bounded) {
        assertThat(stage.store.readEntry(key))
            .as("restored, or removed by one who waited")
            .isIn(before, null);
      }
      return verdict;
    }

    @Override
    Verdict doubt() {
      return stage.answer(key, new HoldOperation.DoubtIntent<>(opening.join().hold(), Unsure.DROP));
    }

    @Override
    boolean concerns(int other) {
      return other == key;
    }

    @Override
    boolean hides(int other) {
      return holds(other);
    }
  }

  /** Works on a key by itself. */
  static final class SingleWorker extends Worker {
    private final int key;
    private final CompletableFuture<Optional<Grant<Long>>> opening;
    private long value;

    SingleWorker(HistoryStage stage, int key) {
      super(stage, StoreStage.LIMITS.writerMillis(), Long.MAX_VALUE);
      this.key = key;
      this.opening = stage.tell(key, new HoldOperation.OpenIntent<>(Patience.WAIT));
      var unused = opening.thenRun(this::opened);
    }

    @Override
    boolean stopWaiting() {
      return opening.cancel(false);
    }

    private long intent() {
      return opening.join().orElseThrow().hold();
    }

    @Override
    void commit() {
      value = stage.database.commit(key, work);
    }

    @Override
    Verdict end(boolean withCommit) {
      PlainOperation<Long> published =
          !withCommit
              ? new PlainOperation.Peek<>()
              : stage.random.nextBoolean() ? stage.put(value) : new PlainOperation.Remove<>();
      return stage.answer(key, new HoldOperation.ResolveIntent<>(intent(), published)).verdict();
    }

    @Override
    Verdict doubt() {
      Unsure unsure = stage.random.nextBoolean() ? Unsure.DROP : Unsure.KEEP_IN_DOUBT;
      return stage.answer(key, new HoldOperation.DoubtIntent<>(intent(), unsure));
    }

    @Override
    boolean concerns(int other) {
      return other == key;
    }
  }

  /** Works on any keys. */
  static final class CacheWorker extends Worker {
    private final long intent;

    CacheWorker(HistoryStage stage) {
      super(stage, StoreStage.LIMITS.sharedMillis(), StoreStage.LIMITS.silentDoubtMillis());
      this.intent = HistoryStage.done(stage.store.openCacheIntent());
      opened();
    }

    @Override
    boolean stopWaiting() {
      return false; // it never waits
    }

    @Override
    void commit() {
      int first = stage.random.nextInt(HistoryStage.KEYS);
      for (int key = first; key < HistoryStage.KEYS; key++) {
        long unused = stage.database.commit(key, work);
      }
    }

    @Override
    Verdict end(boolean withCommit) {
      return HistoryStage.done(stage.store.endCacheIntent(intent, CacheEnd.KNOWN));
    }

    @Override
    Verdict doubt() {
      return HistoryStage.done(stage.store.endCacheIntent(intent, CacheEnd.UNKNOWN));
    }

    @Override
    boolean concerns(int key) {
      return true;
    }
  }
}
