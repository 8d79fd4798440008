// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.engine.entry.EntryOperation;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.FillAnswer;
import dev.larder.engine.entry.Grant;
import dev.larder.engine.entry.HoldOperation;
import dev.larder.engine.entry.HoldOperation.Unsure;
import dev.larder.engine.entry.Outcome;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import dev.larder.engine.entry.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Callers that hold one key: they load it, write it through or decide about it under its turn, step
 * by step in any order, in one thread. The system behind the store numbers its values, so what a
 * reader is told can be compared: never less than somebody was told before, and in doubt at least
 * what was true so long ago as anything lives in doubt.
 */
final class HoldHistory {
  private static final long DOUBT_LIFE = StoreStage.LIMITS.doubtLifeMillis();

  /** What a caller does. */
  enum Kind {
    /** It looks, and loads nothing. */
    LOOK,
    /** It looks, and loads under the fill lease what is not there. */
    READ,
    /** It looks under the turn, and loads there what is not there, as a processor does. */
    DECIDE,
    /** It writes through. */
    WRITE,
    /** It writes through, and fails before anything happened. */
    FAIL_BEFORE,
    /** It writes through, and fails although its change was made. */
    FAIL_AFTER,
    /** It writes through and fails, and its change is made later. */
    FAIL_EARLY;

    /** How many steps it takes, if it need not wait. */
    int steps() {
      return this == LOOK ? 1 : 3;
    }
  }

  private final StoreStage stage;
  private final List<Caller> callers = new ArrayList<>();
  private final List<Caller> ended = new ArrayList<>();

  /** When failed callers were told so whose changes may be made yet. */
  private final List<Long> stragglers = new ArrayList<>();

  /** What was behind the store from which instant on. */
  private final TreeMap<Long, Integer> behind = new TreeMap<>();

  private final StringBuilder story = new StringBuilder();
  private int current = 1;
  private int told;
  private boolean doubted;

  /** A history of a store that has nothing yet. */
  HoldHistory(StoreStage stage) {
    this.stage = stage;
    behind.put(Long.MIN_VALUE, current);
  }

  /** One caller at work: each step is what it does between two moments at which others may act. */
  final class Caller {
    private final Kind kind;
    private final int number = callers.size() + ended.size();
    private final long startMillis = stage.time.millis();
    private final int behindAtStart = current;
    private final int toldBefore = told;
    private long endMillis = Long.MAX_VALUE;
    private Runnable next = this::begin;
    private CompletableFuture<?> answer = CompletableFuture.completedFuture(null);

    private Caller(Kind kind) {
      this.kind = kind;
      callers.add(this);
    }

    /** Whether it has a step to make, and waits for nobody. */
    boolean canGoOn() {
      return endMillis == Long.MAX_VALUE && answer.isDone();
    }

    /** Makes its next step. */
    void goOn() {
      story.append(' ').append(kind).append(number);
      next.run();
    }

    private <R> void ask(EntryOperation<String, R> operation, Runnable then) {
      answer = stage.store.apply(1, operation).toCompletableFuture();
      next = then;
    }

    // What was asked is what is answered.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <R> R answered() {
      return (R) answer.join();
    }

    private void begin() {
      switch (kind) {
        case LOOK -> end(cached());
        case READ -> ask(StoreStage.load(), this::load);
        case DECIDE -> ask(new HoldOperation.TakeTurn<>(), this::decide);
        default -> ask(StoreStage.openIntent(), this::write);
      }
    }

    private @Nullable String cached() {
      return stage.ask(1, new PlainOperation.Peek<>()).before();
    }

    private void load() {
      FillAnswer<String> open = answered();
      if (open instanceof FillAnswer.Present<String> present) {
        end(present.value());
      } else if (open instanceof FillAnswer.Failed<String>) {
        end(null);
      } else {
        String loaded = text(current);
        next = () -> fill(open, loaded);
      }
    }

    private void fill(FillAnswer<String> open, String loaded) {
      boolean filled =
          open instanceof FillAnswer.Leased<String> lease && stage.fill(1, lease, loaded).applied();
      String cached = filled ? loaded : cached();
      end(cached == null ? loaded : cached);
    }

    private void write() {
      Optional<Grant<String>> granted = answered();
      Grant<String> intent = granted.orElseThrow();
      boolean late = stage.time.millis() - startMillis >= StoreStage.LIMITS.writerMillis();
      doubted |= late || kind != Kind.WRITE;
      if (kind == Kind.WRITE) {
        String written = text(change());
        next = () -> resolve(intent, written);
      } else {
        if (kind == Kind.FAIL_AFTER) {
          int unused = change();
        } else if (kind == Kind.FAIL_EARLY) {
          stragglers.add(stage.time.millis());
        }
        next = () -> doubt(intent);
      }
    }

    private void resolve(Grant<String> intent, String written) {
      Outcome<String> unused = stage.resolve(1, intent, StoreStage.put(written));
      end(written);
    }

    private void doubt(Grant<String> intent) {
      Verdict unused =
          stage.ask(1, new HoldOperation.DoubtIntent<>(intent.hold(), Unsure.KEEP_IN_DOUBT));
      end(null);
    }

    private void decide() {
      Grant<String> turn = answered();
      StoredEntry<String> before = turn.before();
      String seen = before == null ? text(current) : before.value();
      PlainOperation<String> decided =
          before == null
              ? new PlainOperation.StoreLoaded<>(seen, ExpiryRule.NEVER)
              : new PlainOperation.Peek<>();
      next =
          () -> {
            boolean refused = stage.commit(1, turn, decided).verdict() == Verdict.REFUSED;
            end(refused ? null : seen);
          };
    }

    private void end(@Nullable String value) {
      endMillis = stage.time.millis();
      callers.remove(this);
      ended.add(this);
      if (value != null) {
        story.append('=').append(value);
        check(this, Integer.parseInt(value));
      }
    }
  }

  private static String text(int value) {
    return Integer.toString(value);
  }

  private int change() {
    current++;
    behind.put(stage.time.millis(), current);
    return current;
  }

  private void check(Caller caller, int value) {
    String name = "told to " + caller.kind + caller.number;
    assertThat(value).as(name).isBetween(oldestAllowed(caller), current);
    if (!doubted) {
      assertThat(value).as(name).isGreaterThanOrEqualTo(caller.toldBefore);
      told = Math.max(told, value);
    }
  }

  /** What was behind the store so long ago, or when those began who may have brought it since. */
  private int oldestAllowed(Caller reader) {
    long since = reader.startMillis - DOUBT_LIFE;
    int oldest = Math.min(reader.behindAtStart, behind.floorEntry(since).getValue());
    for (List<Caller> some : List.of(callers, ended)) {
      for (Caller other : some) {
        if (other.endMillis > since) {
          oldest = Math.min(oldest, other.behindAtStart);
        }
      }
    }
    return oldest;
  }

  /** A caller that has yet to make its first step. */
  Caller add(Kind kind) {
    return new Caller(kind);
  }

  /** Those at work. */
  List<Caller> callers() {
    return callers;
  }

  void clear() {
    story.append(" clear");
    assertThat(stage.store.clear()).isCompleted();
  }

  /** The change of a caller that failed is made, if there is one that may. */
  void straggle() {
    if (!stragglers.isEmpty()) {
      stragglers.remove(0);
      story.append(" straggler");
      int unused = change();
    }
  }

  /** Lets time pass; nobody's change is made later than its doubt lasts. */
  void pause(long millis) {
    long until = stage.time.millis() + millis;
    while (!stragglers.isEmpty() && stragglers.get(0) + StoreStage.LIMITS.doubtMillis() <= until) {
      straggle();
    }
    story.append(" +").append(millis);
    stage.advance(millis);
  }

  /** Ends everything: once all is quiet and the doubt over the store is right, or has nothing. */
  void finish() {
    while (!callers.isEmpty()) {
      callers.stream().filter(Caller::canGoOn).findFirst().orElseThrow().goOn();
    }
    pause(StoreStage.LIMITS.doubtMillis());
    assertThat(stage.value(1)).as("after all").isIn(text(current), null);
  }

  @Override
  public String toString() {
    return story.toString();
  }
}
