// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.Admission;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import java.util.concurrent.CompletableFuture;

/** Somebody who uses the store, one step at a time. */
abstract class Session {
  final HistoryStage stage;
  private boolean gone;

  Session(HistoryStage stage) {
    this.stage = stage;
  }

  abstract void step();

  /** Ends whatever it holds. */
  void finish() {
    leave();
  }

  void onAlarm(long nowMillis) {}

  final void leave() {
    gone = true;
  }

  final boolean isGone() {
    return gone;
  }

  /** Whether nothing may be seen of the key, for sure. */
  boolean hides(int key) {
    return false;
  }

  /** Whether nothing may fill the key, for sure. */
  boolean holds(int key) {
    return false;
  }

  /** Whether nothing may live long under the key, for sure. */
  boolean doubts(int key) {
    return false;
  }

  /** Looks at the database and fills what it found, whenever that is. */
  static final class StampedReader extends Session {
    private final int key;
    private final long over;
    private final long stamp;
    private long found = -1;

    StampedReader(HistoryStage stage, int key) {
      super(stage);
      this.key = key;
      StoredEntry<Long> entry = stage.store.readEntry(key);
      this.over = entry == null || stage.random.nextInt(3) == 0 ? 0 : entry.version();
      this.stamp = stage.group.stamp();
    }

    @Override
    void step() {
      if (found < 0) {
        found = stage.database.read(key);
        return;
      }
      boolean held = stage.isHeld(key);
      Admission admission = stage.fill(key, stamp, over, found);
      stage.count(HistoryStage.Happened.valueOf(admission.name()));
      assertThat(held && admission == Admission.FILLED).as("filled what is held").isFalse();
      leave();
    }
  }

  /** The same with a lease, which it may forget. */
  static final class LeasedReader extends Session {
    private final int key;
    private final FillAnswer<Long> answer;
    private long found = -1;

    LeasedReader(HistoryStage stage, int key) {
      super(stage);
      this.key = key;
      Existing existing = stage.random.nextBoolean() ? Existing.TAKE : Existing.REPLACE;
      this.answer =
          stage.answer(
              key, new HoldOperation.OpenFill<>(existing, Patience.ASK, HistoryStage.IDLE));
    }

    @Override
    void step() {
      if (!(answer instanceof FillAnswer.Leased<Long> lease)) {
        leave();
      } else if (found < 0) {
        found = stage.database.read(key);
      } else {
        Outcome<Long> outcome =
            stage.answer(
                key, new HoldOperation.Fill<>(lease.lease(), lease.stamp(), stage.loaded(found)));
        if (outcome.applied()) {
          stage.count(HistoryStage.Happened.LEASE_FILLED);
        }
        leave();
      }
    }

    @Override
    void finish() {
      if (answer instanceof FillAnswer.Leased<Long>) {
        found = stage.database.read(key);
        step();
      }
      leave();
    }
  }

  /** Commits without telling beforehand, and in the same instant writes or removes the key. */
  static final class WriterPast extends Session {
    private final int key;

    WriterPast(HistoryStage stage, int key) {
      super(stage);
      this.key = key;
    }

    @Override
    void step() {
      CommittedDatabase.Work work = new CommittedDatabase.Work();
      long value = stage.database.commit(key, work);
      CompletableFuture<?> told =
          stage.tell(
              key, stage.random.nextBoolean() ? stage.put(value) : new PlainOperation.Remove<>());
      if (told.cancel(false)) { // in the queue it might grow old; a removal cannot
        told = stage.tell(key, new PlainOperation.Remove<>());
      }
      var unused = told.thenRun(work::end);
      leave();
    }
  }

  /** Takes a turn, and commits in the instant in which it ends it. */
  static final class TurnTaker extends Session {
    private final int key;
    private final CompletableFuture<Grant<Long>> turn;

    TurnTaker(HistoryStage stage, int key) {
      super(stage);
      this.key = key;
      this.turn = stage.tell(key, new HoldOperation.TakeTurn<>());
    }

    @Override
    void step() {
      if (!turn.isDone()) {
        if (stage.random.nextInt(6) == 0) {
          finish();
        }
        return;
      }
      CommittedDatabase.Work work = new CommittedDatabase.Work();
      long value = stage.database.commit(key, work);
      PlainOperation<Long> decided =
          stage.random.nextBoolean() ? stage.put(value) : new PlainOperation.Remove<>();
      HoldOperation.CommitTurn<Long> commit =
          new HoldOperation.CommitTurn<>(turn.join().hold(), decided);
      if (stage.answer(key, commit).verdict() == Verdict.REFUSED) {
        var unused = stage.tell(key, new PlainOperation.Remove<>()).thenRun(work::end);
      } else {
        work.end();
      }
      leave();
    }

    @Override
    void finish() {
      if (!turn.cancel(false)) {
        stage.run(
            key, new HoldOperation.CommitTurn<>(turn.join().hold(), new PlainOperation.Peek<>()));
      }
      leave();
    }
  }
}
