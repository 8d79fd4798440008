// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables in Markdown, numbers to the right. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** A row for each outer key, a column for each inner one; what is missing stays empty. */
  public static String of(Map<String, Map<String, Double>> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.values().forEach(row -> columns.addAll(row.keySet()));
    StringBuilder text = new StringBuilder();
    List<String> head = new ArrayList<>(columns);
    head.add(0, "");
    appendRow(text, head);
    text.append("|---|").append("--:|".repeat(columns.size())).append('\n');
    rows.forEach(
        (name, row) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          columns.forEach(column -> cells.add(number(row.get(column))));
          appendRow(text, cells);
        });
    return text.toString();
  }

  /** One decimal below a thousand, two below ten, none for whole numbers. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return "";
    }
    if (value == Math.rint(value) || Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
  }

  static void appendRow(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
