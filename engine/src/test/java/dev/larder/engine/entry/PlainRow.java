// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.entry;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSR-107's "Statistics Effects of Cache Operations" with what becomes of the entry: an
 * operation on a key that has the value {@value #OLD}, or none. What it writes is {@value #NEW}; no
 * read moves an end.
 *
 * @param operation the operation's name; {@code "other"} after it means another entry's version
 * @param present whether the key has an entry
 * @param verdict what the caller is told
 * @param statistics what is counted
 * @param effect what happens to the entry
 * @param left the value afterwards
 */
public record PlainRow(
    String operation,
    boolean present,
    Verdict verdict,
    StatisticsDelta statistics,
    Effect effect,
    Optional<String> left) {

  /** The value before. */
  public static final String OLD = "old";

  /** The value that is written. */
  public static final String NEW = "new";

  private static final String TABLE =
      """
      # operation           state    verdict   hits misses puts removals  effect  left
      Peek                  present  APPLIED   0    0      0    0         KEEP    old
      Peek                  absent   DECLINED  0    0      0    0         KEEP    -
      Get                   present  APPLIED   1    0      0    0         KEEP    old
      Get                   absent   DECLINED  0    1      0    0         KEEP    -
      Access                present  DECLINED  0    0      0    0         KEEP    old
      Access                absent   DECLINED  0    0      0    0         KEEP    -
      Touch                 present  APPLIED   0    0      0    0         TOUCH   old
      Touch-other           present  DECLINED  0    0      0    0         KEEP    old
      Touch                 absent   DECLINED  0    0      0    0         KEEP    -
      Put                   present  APPLIED   0    0      1    0         STORE   new
      Put                   absent   APPLIED   0    0      1    0         STORE   new
      GetAndPut             present  APPLIED   1    0      1    0         STORE   new
      GetAndPut             absent   APPLIED   0    1      1    0         STORE   new
      PutIfAbsent           present  DECLINED  1    0      0    0         KEEP    old
      PutIfAbsent           absent   APPLIED   0    1      1    0         STORE   new
      Replace               present  APPLIED   1    0      1    0         STORE   new
      Replace               absent   DECLINED  0    1      0    0         KEEP    -
      ReplaceVersion        present  APPLIED   1    0      1    0         STORE   new
      ReplaceVersion-other  present  DECLINED  0    0      0    0         KEEP    old
      ReplaceVersion        absent   DECLINED  0    0      0    0         KEEP    -
      Remove                present  APPLIED   0    0      0    1         REMOVE  -
      Remove                absent   APPLIED   0    0      0    0         REMOVE  -
      GetAndRemove          present  APPLIED   1    0      0    1         REMOVE  -
      GetAndRemove          absent   APPLIED   0    1      0    0         REMOVE  -
      RemoveVersion         present  APPLIED   1    0      0    1         REMOVE  -
      RemoveVersion-other   present  DECLINED  0    0      0    0         KEEP    old
      RemoveVersion         absent   DECLINED  0    0      0    0         KEEP    -
      StoreLoaded           present  APPLIED   0    0      0    0         STORE   new
      StoreLoaded           absent   APPLIED   0    0      0    0         STORE   new
      Drop                  present  APPLIED   0    0      0    0         REMOVE  -
      """;

  /** All lines. */
  public static Stream<PlainRow> all() {
    return TABLE.lines().filter(line -> !line.startsWith("#")).map(PlainRow::parse);
  }

  private static PlainRow parse(String line) {
    String[] cells = line.split(" +", -1);
    return new PlainRow(
        cells[0],
        cells[1].equals("present"),
        Verdict.valueOf(cells[2]),
        new StatisticsDelta(
            Integer.parseInt(cells[3]),
            Integer.parseInt(cells[4]),
            Integer.parseInt(cells[5]),
            Integer.parseInt(cells[6])),
        Effect.valueOf(cells[7]),
        cells[8].equals("-") ? Optional.empty() : Optional.of(cells[8]));
  }

  /** The operation, on an entry of this version. */
  public PlainOperation<String> operation(long version, ExpiryRule rule) {
    boolean ofAnother = operation.endsWith("-other");
    return named(operation.replace("-other", ""), ofAnother ? version + 1 : version, rule);
  }

  private static PlainOperation<String> named(String name, long version, ExpiryRule rule) {
    return switch (name) {
      case "Peek" -> new PlainOperation.Peek<>();
      case "Get" -> new PlainOperation.Get<>(rule);
      case "Access" -> new PlainOperation.Access<>(rule);
      case "Touch" -> new PlainOperation.Touch<>(version, ExpiryRule.ETERNAL);
      case "Put" -> new PlainOperation.Put<>(NEW, rule);
      case "GetAndPut" -> new PlainOperation.GetAndPut<>(NEW, rule);
      case "PutIfAbsent" -> new PlainOperation.PutIfAbsent<>(NEW, rule);
      case "Replace" -> new PlainOperation.Replace<>(NEW, rule);
      case "ReplaceVersion" -> new PlainOperation.ReplaceVersion<>(version, NEW, rule);
      case "Remove" -> new PlainOperation.Remove<>();
      case "GetAndRemove" -> new PlainOperation.GetAndRemove<>();
      case "RemoveVersion" -> new PlainOperation.RemoveVersion<>(version);
      case "StoreLoaded" -> new PlainOperation.StoreLoaded<>(NEW, rule);
      case "Drop" -> new PlainOperation.Drop<>();
      default -> throw new IllegalArgumentException("no operation is called " + name);
    };
  }

  /** The value before; {@code null} if there is none. */
  public @Nullable String before() {
    return present ? OLD : null;
  }

  @Override
  public String toString() {
    return operation + (present ? ", present" : ", absent");
  }
}
