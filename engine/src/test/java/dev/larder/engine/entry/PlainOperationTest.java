// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The decisions of plain operations, after the tables of JSR-107. */
class PlainOperationTest {
  private static final long NOW = 1_000;
  private static final long VERSION = 7;

  /** Lives of another length each, so that an end tells which one was used. */
  private static final ExpiryRule LIVES = new ExpiryRule(100, 20, 3);

  private static final long OLD_END = NOW + 50;

  static Stream<PlainRow> rows() {
    return PlainRow.all();
  }

  private static @Nullable EntryView<String> entry(PlainRow row) {
    return row.present() ? new StoredEntry<>(PlainRow.OLD, VERSION, OLD_END) : null;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decide_eachOperation_followsTheStatisticsTable(PlainRow row) {
    Transition<String> decided = row.operation(VERSION, ExpiryRule.NEVER).decide(entry(row), NOW);

    assertThat(decided.verdict()).isEqualTo(row.verdict());
    assertThat(decided.statistics()).isEqualTo(row.statistics());
    assertThat(decided.effect()).isEqualTo(row.effect());
    assertThat(decided.value()).isEqualTo(row.effect() == Effect.STORE ? PlainRow.NEW : null);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decide_askedTwice_decidesTheSame(PlainRow row) {
    PlainOperation<String> operation = row.operation(VERSION, LIVES);

    assertThat(operation.decide(entry(row), NOW)).isEqualTo(operation.decide(entry(row), NOW));
  }

  @Test
  void rows_together_nameEveryOperation() {
    Set<String> inTable =
        PlainRow.all()
            .map(row -> row.operation(VERSION, LIVES).getClass().getSimpleName())
            .collect(Collectors.toSet());
    Set<String> permitted = new HashSet<>();
    for (Class<?> operation : PlainOperation.class.getPermittedSubclasses()) {
      permitted.add(operation.getSimpleName());
    }

    assertThat(inTable).isEqualTo(permitted);
  }

  @ParameterizedTest
  @CsvSource({
    "Put,             false, 1100", // created
    "Put,             true,  1020", // updated
    "GetAndPut,       false, 1100",
    "GetAndPut,       true,  1020",
    "PutIfAbsent,     false, 1100",
    "Replace,         true,  1020",
    "ReplaceVersion,  true,  1020",
    "StoreLoaded,     false, 1100",
    "StoreLoaded,     true,  1020",
    "Get,             true,  1003", // accessed
    "Access,          true,  1003",
    "Touch,           true,  9223372036854775807",
  })
  void decide_operationThatMovesTheEnd_followsTheExpiryTable(
      String operation, boolean present, long endMillis) {
    PlainRow row = rowOf(operation, present);

    Transition<String> decided = row.operation(VERSION, LIVES).decide(entry(row), NOW);

    assertThat(decided.effect()).isIn(Effect.STORE, Effect.TOUCH);
    assertThat(decided.endMillis()).isEqualTo(endMillis);
  }

  @ParameterizedTest
  @CsvSource({"PutIfAbsent, true", "Replace, false", "Get, false", "Peek, true"})
  void decide_operationThatDoesNothing_leavesTheEnd(String operation, boolean present) {
    PlainRow row = rowOf(operation, present);

    assertThat(row.operation(VERSION, LIVES).decide(entry(row), NOW).effect())
        .isEqualTo(Effect.KEEP);
  }

  @ParameterizedTest
  @CsvSource({"Put, true, 1050", "Put, false, 9223372036854775807", "Replace, true, 1050"})
  void decide_updateUnchanged_keepsTheOldEnd(String operation, boolean present, long endMillis) {
    PlainRow row = rowOf(operation, present);

    assertThat(row.operation(VERSION, ExpiryRule.NEVER).decide(entry(row), NOW).endMillis())
        .isEqualTo(endMillis);
  }

  @ParameterizedTest
  @CsvSource({"100, true, 1000", "0, false, 1000", "1, false, 1001"})
  void decide_zeroLife_endsNow(long creationMillis, boolean present, long endMillis) {
    ExpiryRule rule = new ExpiryRule(creationMillis, 0, 0);
    PlainRow row = rowOf("Put", present);

    assertThat(row.operation(VERSION, rule).decide(entry(row), NOW).endMillis())
        .isEqualTo(endMillis);
  }

  @ParameterizedTest
  @CsvSource({
    "Put,         0, 0", // gone at once: no put, though a miss stays one
    "GetAndPut,   1, 0",
    "PutIfAbsent, 1, 0",
    "StoreLoaded, 0, 0"
  })
  void decide_creationGoneAtOnce_isNoPut(String operation, int misses, int puts) {
    assertThat(
            rowOf(operation, false)
                .operation(VERSION, ExpiryRule.fixed(0))
                .decide(null, NOW)
                .statistics())
        .isEqualTo(new StatisticsDelta(0, misses, puts, 0));
  }

  @Test
  void decide_lifeBeyondTheEndOfTime_isEternal() {
    ExpiryRule rule = ExpiryRule.fixed(Long.MAX_VALUE - 10);

    assertThat(new PlainOperation.Put<>(PlainRow.NEW, rule).decide(null, NOW).endMillis())
        .isEqualTo(ExpiryRule.ETERNAL);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void withExpiry_anotherRule_changesNothingElse(PlainRow row) {
    PlainOperation<String> swapped = row.operation(VERSION, ExpiryRule.NEVER).withExpiry(LIVES);

    assertThat(swapped).isEqualTo(row.operation(VERSION, LIVES));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void origin_eachOperation_tellsAWriterOfWritesAlone(PlainRow row) {
    Origin expected =
        switch (row.operation()) {
          case "StoreLoaded" -> Origin.FILL;
          case "Drop" -> Origin.UPKEEP;
          default -> Origin.WRITE;
        };

    assertThat(row.operation(VERSION, LIVES).origin()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "0, -2, 0", "0, 0, -2"})
  void expiryRule_lifeThatNoPolicyGives_isRefused(long creation, long update, long access) {
    assertThatThrownBy(() -> new ExpiryRule(creation, update, access))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expiry rule")
        .hasMessageContaining("0 or more");
  }

  private static PlainRow rowOf(String operation, boolean present) {
    return PlainRow.all()
        .filter(row -> row.operation().equals(operation) && row.present() == present)
        .findFirst()
        .orElseThrow();
  }
}
