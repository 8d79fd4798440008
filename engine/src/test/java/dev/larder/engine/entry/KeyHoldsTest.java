// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.HoldOperation.Existing;
import dev.larder.engine.entry.HoldOperation.Patience;
import dev.larder.engine.entry.HoldOperation.Unsure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the states and moves at the head of {@link KeyHolds}: every state, every operation. */
class KeyHoldsTest {
  private static final HoldLimits LIMITS =
      new HoldLimits(1_000, 2_000, 3_000, 4_000, 500, 10_000, 20_000);
  private static final long NOW = 1_000_000;
  private static final ExpiryRule NEVER = ExpiryRule.NEVER;

  /**
   * One line per move, one column per state before it: what the caller is told, and the state after
   * it. A move that names a hold names the one that is open, or in DOUBT the intent that left it;
   * where there is none, one that never was.
   */
  private static final String TABLE =
"""
move          | FREE           | LEASED                | TURN               | INTENT          | SHARED          | DOUBT
      OpenFill      | leased LEASED  | waits LEASED          | leased LEASED+TURN | load INTENT     | load SHARED     | leased LEASED+DOUBT
      Fill          | applied FREE   | applied FREE          | applied TURN       | refused INTENT  | refused SHARED  | applied DOUBT
      FillNothing   | refused FREE   | applied FREE          | refused TURN       | refused INTENT  | refused SHARED  | refused DOUBT
      AbandonFill   | refused FREE   | applied FREE          | refused TURN       | refused INTENT  | refused SHARED  | refused DOUBT
      FillStamped   | filled FREE    | filled LEASED         | filled TURN        | held INTENT     | held SHARED     | filled DOUBT
      TakeTurn      | granted TURN   | granted LEASED+TURN   | waits TURN         | waits INTENT    | waits SHARED    | granted TURN+DOUBT
      CommitTurn    | refused FREE   | refused LEASED        | applied FREE       | refused INTENT  | refused SHARED  | refused DOUBT
      TurnToIntent  | refused FREE   | refused LEASED        | applied INTENT     | refused INTENT  | refused SHARED  | refused DOUBT
      OpenIntent    | granted INTENT | granted LEASED+INTENT | waits TURN         | waits INTENT    | waits SHARED    | granted INTENT+DOUBT
      ResolveIntent | refused FREE   | refused LEASED        | refused TURN       | applied FREE    | refused SHARED  | refused FREE
      OpenShared    | granted SHARED | granted LEASED+SHARED | waits TURN         | waits INTENT    | granted SHARED  | granted SHARED+DOUBT
      EndShared     | refused FREE   | refused LEASED        | refused TURN       | refused INTENT  | applied FREE    | refused FREE
      DoubtIntent   | refused DOUBT  | refused LEASED+DOUBT  | refused TURN+DOUBT | applied DOUBT   | applied DOUBT   | refused DOUBT
      KeepIntent    | refused FREE   | refused LEASED        | refused TURN       | applied FREE    | applied DOUBT   | refused DOUBT
      Put           | applied FREE   | applied LEASED        | waits TURN         | waits INTENT    | applied SHARED  | applied DOUBT
      Remove        | applied FREE   | applied LEASED        | waits TURN         | waits INTENT    | applied SHARED  | applied DOUBT
      Get           | declined FREE  | declined LEASED       | declined TURN      | declined INTENT | declined SHARED | declined DOUBT
      clear         | done FREE      | done LEASED           | done TURN          | done INTENT     | done SHARED     | done DOUBT
      limit         | done FREE      | done FREE             | done FREE          | done DOUBT      | done DOUBT      | done FREE
""";

  private final MemoryKey key = new MemoryKey(LIMITS);
  private long hold = 999; // of the open hold; at first one that never was
  private long stamp = key.stamp();

  /** One cell of the table. */
  record Cell(String state, String move, String told, String after) {
    @Override
    public String toString() {
      return move + " in " + state;
    }
  }

  static Stream<Cell> cells() {
    List<String[]> rows = TABLE.lines().map(line -> line.trim().split(" *\\| *", -1)).toList();
    List<Cell> cells = new ArrayList<>();
    for (String[] row : rows.subList(1, rows.size())) {
      for (int column = 1; column < row.length; column++) {
        String[] expected = row[column].split(" ", -1);
        cells.add(new Cell(rows.get(0)[column], row[0], expected[0], expected[1]));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void move_inEachState_tellsAndLeadsAsTheTableSays(Cell cell) {
    enter(cell.state());
    assertThat(state()).isEqualTo(cell.state());

    assertThat(move(cell.move())).isEqualTo(cell.told());

    assertThat(state()).isEqualTo(cell.after());
  }

  @Test
  void cells_together_coverEveryHoldOperation() {
    List<String> moves = cells().map(Cell::move).distinct().toList();
    for (Class<?> operation : HoldOperation.class.getPermittedSubclasses()) {
      assertThat(moves).contains(operation.getSimpleName());
    }
  }

  private void enter(String state) {
    switch (state) {
      case "FREE" -> {}
      case "LEASED" -> lease();
      case "TURN" -> hold = key.run(new HoldOperation.TakeTurn<>(), NOW).hold();
      case "INTENT" -> openIntent();
      case "SHARED" -> openShared();
      case "DOUBT" -> {
        openIntent();
        Verdict unused = key.run(new HoldOperation.DoubtIntent<>(hold, Unsure.DROP), NOW);
        stamp = key.stamp();
      }
      default -> throw new IllegalArgumentException("no state is called " + state);
    }
  }

  private void lease() {
    FillAnswer<String> answer = key.run(openFill(), NOW);
    assertThat(answer).isInstanceOf(FillAnswer.Leased.class);
    hold = ((FillAnswer.Leased<String>) answer).lease();
    stamp = ((FillAnswer.Leased<String>) answer).stamp();
  }

  private void openIntent() {
    hold = key.run(new HoldOperation.OpenIntent<String>(Patience.WAIT), NOW).orElseThrow().hold();
  }

  private void openShared() {
    hold = key.run(new HoldOperation.OpenShared<>(), NOW).hold();
  }

  private static HoldOperation.OpenFill<String> openFill() {
    return new HoldOperation.OpenFill<>(Existing.TAKE, Patience.WAIT, NEVER);
  }

  private static PlainOperation.Put<String> put(String value) {
    return new PlainOperation.Put<>(value, NEVER);
  }

  private HoldOperation.Fill<String> fill() {
    return new HoldOperation.Fill<>(hold, stamp, new PlainOperation.StoreLoaded<>("loaded", NEVER));
  }

  private HoldOperation.FillStamped<String> fillStamped(long over) {
    return new HoldOperation.FillStamped<>(
        stamp, over, new PlainOperation.StoreLoaded<>("loaded", NEVER));
  }

  private static SharedEnd<String> publish(String value) {
    return new SharedEnd.Publish<>(put(value));
  }

  private String move(String move) {
    return switch (move) {
      case "OpenFill" -> ask(openFill());
      case "Fill" -> ask(fill());
      case "FillNothing" -> ask(new HoldOperation.FillNothing<>(hold));
      case "AbandonFill" -> ask(new HoldOperation.AbandonFill<>(hold, Optional.empty()));
      case "FillStamped" -> ask(fillStamped(0));
      case "TakeTurn" -> ask(new HoldOperation.TakeTurn<>());
      case "CommitTurn" -> ask(new HoldOperation.CommitTurn<>(hold, put("decided")));
      case "TurnToIntent" -> ask(new HoldOperation.TurnToIntent<>(hold));
      case "OpenIntent" -> ask(new HoldOperation.OpenIntent<>(Patience.WAIT));
      case "ResolveIntent" -> ask(new HoldOperation.ResolveIntent<>(hold, put("published")));
      case "OpenShared" -> ask(new HoldOperation.OpenShared<>());
      case "EndShared" -> ask(new HoldOperation.EndShared<>(hold, publish("published")));
      case "DoubtIntent" -> ask(new HoldOperation.DoubtIntent<>(hold, Unsure.DROP));
      case "KeepIntent" -> ask(new HoldOperation.DoubtIntent<>(hold, Unsure.KEEP));
      case "Put" -> ask(put("put"));
      case "Remove" -> ask(new PlainOperation.Remove<>());
      case "Get" -> ask(new PlainOperation.Get<>(NEVER));
      case "clear" -> {
        key.clear();
        yield "done";
      }
      case "limit" -> {
        key.alarm(NOW + LIMITS.doubtMillis());
        yield "done";
      }
      default -> throw new IllegalArgumentException("no move is called " + move);
    };
  }

  private <R> String ask(EntryOperation<String, R> operation) {
    return key.waits(operation) == Waits.NOT ? told(key.run(operation, NOW)) : "waits";
  }

  private static String told(Object answer) {
    if (answer instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    if (answer instanceof Outcome<?> outcome) {
      return told(outcome.verdict());
    }
    if (answer instanceof Optional<?> optional) {
      return told(optional.orElseThrow());
    }
    if (answer instanceof Grant<?>) {
      return "granted";
    }
    return answer instanceof FillAnswer.Leased<?> ? "leased" : "load";
  }

  /** The state, by what can be asked of it. */
  private String state() {
    List<String> open = new ArrayList<>();
    if (key.holds.leaseOpen()) {
      open.add("LEASED");
    }
    boolean intent = key.holds.nextDoubtMillis() == NOW + LIMITS.writerMillis();
    if (key.holds.turnOpen()) {
      open.add(intent ? "INTENT" : "TURN");
    }
    if (key.holds.sharedOpen()) {
      open.add("SHARED");
    }
    if (key.holds.endOfTouched(Long.MAX_VALUE) != Long.MAX_VALUE) {
      open.add("DOUBT");
    }
    assertThat(key.holds.isEmpty()).isEqualTo(open.isEmpty());
    assertThat(key.holds.evictable()).isEqualTo(List.of("LEASED", "SHARED").containsAll(open));
    return open.isEmpty() ? "FREE" : String.join("+", open);
  }

  @Test
  void fill_underItsLease_tellsTheWaitersOnce() {
    lease();
    Outcome<String> first = key.run(fill(), NOW);
    Outcome<String> again = key.run(fill(), NOW);

    assertThat(first.applied()).isTrue();
    assertThat(again.verdict())
        .as("what it stored is newer than its stamp")
        .isEqualTo(Verdict.REFUSED);
    assertThat(key.released).containsExactly(new FillAnswer.Present<>("loaded"));
  }

  @ParameterizedTest
  @CsvSource({"Put", "Remove", "clear"})
  void fill_keyTouchedSinceItsStamp_isRefused(String touch) {
    lease();
    assertThat(move(touch)).isNotEqualTo("waits");

    assertThat(move("Fill")).isEqualTo("refused");
  }

  @Test
  void fill_intentOpenedAndRolledBackSince_isAdmitted() {
    lease();
    long lease = hold;
    openIntent();
    Outcome<String> unused =
        key.run(new HoldOperation.ResolveIntent<>(hold, new PlainOperation.Peek<>()), NOW);
    hold = lease;

    assertThat(move("Fill")).isEqualTo("applied");
  }

  @ParameterizedTest
  @CsvSource({
    "free, OpenFill,      leased,   false",
    "held, OpenFill,      load,     false",
    "free, Fill,          applied,  true",
    "held, Fill,          refused,  false",
    "free, FillStamped,   filled,   true",
    "held, FillStamped,   held,     false",
    "free, ResolveIntent, applied,  true",
    "held, ResolveIntent, applied,  false",
    "free, EndShared,     applied,  true",
    "held, EndShared,     declined, false",
    "held, Put,           applied,  true",
    "held, CommitTurn,    applied,  true"
  })
  void move_cacheHeld_neitherFillsNorPublishes(
      String cache, String move, String told, String stored) {
    enter(
        switch (move) {
          case "Fill" -> "LEASED";
          case "ResolveIntent" -> "INTENT";
          case "EndShared" -> "SHARED";
          case "CommitTurn" -> "TURN";
          default -> "FREE";
        });
    key.cacheHeld = cache.equals("held");

    assertThat(move(move)).isEqualTo(told);

    assertThat(key.live() != null).isEqualTo(Boolean.valueOf(stored));
  }

  @Test
  void openShared_cacheHeld_isNeverAlone() {
    key.cacheHeld = true;
    openShared();
    key.cacheHeld = false;

    assertThat(move("EndShared")).isEqualTo("declined");
    assertThat(key.live()).isNull();
  }

  @Test
  void fillStamped_eachWayOut_isAskedInThisOrder() {
    Outcome<String> unused = key.run(put("a"), NOW);
    long version = key.lastWrite();
    assertThat(ask(fillStamped(0))).isEqualTo("present");
    assertThat(ask(fillStamped(version))).isEqualTo("written_since");
    stamp = key.stamp();
    enter("TURN");
    assertThat(ask(fillStamped(version))).as("the turn's caller saw it").isEqualTo("held");
    assertThat(move("CommitTurn")).isEqualTo("applied");
    openIntent();
    assertThat(ask(fillStamped(0))).isEqualTo("held");
  }

  @Test
  void endShared_oneOfTwo_leavesTheOtherOpenAndTheKeyAbsentAtLast() {
    Outcome<String> unused = key.run(put("a"), NOW);
    long second = key.run(new HoldOperation.OpenShared<>(), NOW).hold();
    openShared();
    assertThat(move("EndShared")).isEqualTo("declined");
    assertThat(state()).isEqualTo("SHARED");

    hold = second;
    assertThat(move("EndShared")).isEqualTo("declined");

    assertThat(state()).isEqualTo("FREE");
    assertThat(key.live()).isNull();
    assertThat(move("FillStamped")).as("read before").isEqualTo("written_since");
  }

  @Test
  void onAlarm_sharedIntentsPastTheirLimits_doubtOneByOne() {
    openShared();
    Grant<String> unused = key.run(new HoldOperation.OpenShared<>(), NOW + 10);
    assertThat(key.holds.nextDoubtMillis()).isEqualTo(NOW + LIMITS.sharedMillis());

    key.alarm(NOW + LIMITS.sharedMillis());
    assertThat(state()).isEqualTo("SHARED+DOUBT");
    assertThat(key.holds.nextDoubtMillis()).isEqualTo(NOW + 10 + LIMITS.sharedMillis());

    key.alarm(NOW + 10 + LIMITS.sharedMillis());
    assertThat(state()).isEqualTo("DOUBT");
    key.alarm(NOW + 10 + LIMITS.sharedMillis() + LIMITS.silentDoubtMillis());
    assertThat(state()).isEqualTo("FREE");
  }

  @Test
  void nextAlarmMillis_eachHold_isItsOwnLimit() {
    assertThat(key.holds.nextAlarmMillis()).isEqualTo(Long.MAX_VALUE);
    openIntent();
    assertThat(key.holds.nextAlarmMillis()).isEqualTo(NOW + LIMITS.writerMillis());
    Verdict unused = key.run(new HoldOperation.DoubtIntent<>(hold, Unsure.DROP), NOW);
    assertThat(key.holds.nextAlarmMillis()).isEqualTo(NOW + LIMITS.doubtMillis());
    enter("TURN");
    assertThat(key.holds.nextAlarmMillis()).isEqualTo(NOW + LIMITS.turnMillis());
    assertThat(key.holds.nextDoubtMillis()).isEqualTo(NOW + LIMITS.doubtMillis());
    lease();
    assertThat(key.holds.nextAlarmMillis()).isEqualTo(NOW + LIMITS.loadMillis());
  }

  @Test
  void onAlarm_beforeAnyLimit_changesNothing() {
    lease();
    enter("TURN");

    key.alarm(NOW + LIMITS.loadMillis() - 1);

    assertThat(state()).isEqualTo("LEASED+TURN");
    assertThat(key.released).isEmpty();
  }

  @Test
  void onAlarm_intentPastItsLimit_doubtsUntilItsLateResolve() {
    openIntent();
    key.alarm(NOW + LIMITS.writerMillis());
    key.alarm(NOW + LIMITS.doubtMillis() * 100);
    assertThat(state()).isEqualTo("DOUBT");

    assertThat(move("ResolveIntent")).isEqualTo("refused");
    assertThat(state()).isEqualTo("FREE");
    assertThat(key.live()).isNull();
  }

  @Test
  void onAlarm_intentPastItsLimit_doubtRunsOutAfterItsLateDoubt() {
    openIntent();
    key.alarm(NOW + LIMITS.writerMillis());
    assertThat(move("DoubtIntent")).isEqualTo("refused");

    key.alarm(NOW + LIMITS.doubtMillis());

    assertThat(state()).isEqualTo("FREE");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1, 1, 1, 1, 1",
    "1, 0, 1, 1, 1, 1, 1",
    "1, 1, 0, 1, 1, 1, 1",
    "1, 1, 1, 0, 1, 1, 1",
    "1, 1, 1, 1, 0, 1, 1",
    "1, 1, 1, 1, 5, 4, 5",
    "1, 1, 1, 1, 5, 5, 4"
  })
  void holdLimits_thatEndBeforeTheyBegin_areRefused(ArgumentsAccessor limits) {
    assertThatThrownBy(
            () ->
                new HoldLimits(
                    limits.getLong(0),
                    limits.getLong(1),
                    limits.getLong(2),
                    limits.getLong(3),
                    limits.getLong(4),
                    limits.getLong(5),
                    limits.getLong(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hold limits");
  }
}
