// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.RecordingLoader;
import dev.larder.jcache.RecordingWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks the table in the Javadoc of {@link ProcessorEntry}: all sequences of up to four calls, on
 * an entry that is there, one that can be loaded and one that is nowhere, against that table.
 */
class ProcessorEntryTest {
  private static final int LOADED_VALUE = 7;
  private static final int SET_VALUE = 9;
  private static final int PRESENT_VALUE = 5;

  private final OpenManager opened = OpenManager.open();
  private final RecordingWriter<String, Integer> writer = new RecordingWriter<>();

  @AfterEach
  void closeManager() {
    opened.close();
  }

  /** What a processor does with its entry. */
  private enum Call {
    GET,
    SET,
    REMOVE
  }

  /** What the processor finds. */
  private enum Start {
    PRESENT,
    LOADABLE,
    NOWHERE
  }

  /** The table, by hand: what a state becomes. */
  private static String next(String state, Call call, Start start) {
    return switch (call) {
      case GET ->
          switch (state) {
            case "UNTOUCHED" ->
                switch (start) {
                  case PRESENT -> "READ";
                  case LOADABLE -> "LOADED";
                  case NOWHERE -> "UNTOUCHED";
                };
            default -> state;
          };
      case SET ->
          switch (state) {
            case "UNTOUCHED" -> start == Start.PRESENT ? "WRITTEN" : "CREATED";
            case "CREATED", "WITHDRAWN" -> "CREATED";
            default -> "WRITTEN";
          };
      case REMOVE ->
          switch (state) {
            case "CREATED", "WITHDRAWN" -> "WITHDRAWN";
            default -> "REMOVED";
          };
    };
  }

  private static Integer valueIn(String state, Start start) {
    return switch (state) {
      case "READ" -> Integer.valueOf(PRESENT_VALUE);
      case "UNTOUCHED" -> start == Start.PRESENT ? Integer.valueOf(PRESENT_VALUE) : null;
      case "LOADED" -> Integer.valueOf(LOADED_VALUE);
      case "WRITTEN", "CREATED" -> Integer.valueOf(SET_VALUE);
      default -> null;
    };
  }

  static Stream<Arguments> walks() {
    List<List<Call>> walks = new ArrayList<>(List.of(List.of()));
    for (int from = 0, length = 0; length < 4; length++) {
      int to = walks.size();
      for (; from < to; from++) {
        for (Call call : Call.values()) {
          List<Call> longer = new ArrayList<>(walks.get(from));
          longer.add(call);
          walks.add(longer);
        }
      }
    }
    return Stream.of(Start.values())
        .flatMap(start -> walks.stream().map(walk -> Arguments.of(start, walk)));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void process_anySequence_comesToWhatTheTableSays(Start start, List<Call> walk) {
    LarderCache<String, Integer> cache =
        opened.cache(
            "words",
            OpenManager.numbers()
                .setStatisticsEnabled(true)
                .setReadThrough(true)
                .setCacheLoaderFactory(
                    () ->
                        new RecordingLoader<>(key -> start == Start.NOWHERE ? null : LOADED_VALUE))
                .setWriteThrough(true)
                .setCacheWriterFactory(() -> writer));
    if (start == Start.PRESENT) {
      cache.put("a", PRESENT_VALUE);
      writer.calls().clear();
    }

    String end = cache.invoke("a", (entry, arguments) -> walk(entry, start, walk));

    Integer value = valueIn(end, start);
    assertThat(cache.containsKey("a")).isEqualTo(value != null);
    if (value != null) {
      assertThat(cache.get("a")).isEqualTo(value);
    }
    assertThat(writer.calls()).isEqualTo(writesOf(end));
  }

  private static String walk(MutableEntry<String, Integer> entry, Start start, List<Call> walk) {
    String state = "UNTOUCHED";
    for (Call call : walk) {
      String before = state;
      state = next(before, call, start);
      switch (call) {
        case GET -> assertThat(entry.getValue()).isEqualTo(valueIn(state, start));
        case SET -> entry.setValue(SET_VALUE);
        case REMOVE -> entry.remove();
      }
      assertThat(entry.exists()).isEqualTo(valueIn(state, start) != null);
      assertThat(entry.toString().toUpperCase(Locale.ROOT)).contains(state);
    }
    return state;
  }

  private static List<String> writesOf(String state) {
    return switch (state) {
      case "WRITTEN", "CREATED" -> List.of("write a=" + SET_VALUE);
      case "REMOVED" -> List.of("delete a");
      default -> List.of();
    };
  }
}
