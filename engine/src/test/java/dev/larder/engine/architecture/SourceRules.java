// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Rules about source files that a compiler does not see: their length, licence and null marks. */
public final class SourceRules {
  private static final int LINES = 500;
  private static final int LINES_WITH_REASON = 800;
  private static final String REASON = "Style:";
  private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0";

  private SourceRules() {}

  /** What is wrong with the files below a folder, one line each; empty when all is well. */
  public static List<String> violationsIn(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .flatMap(file -> violationsOf(sources, file))
          .toList();
    }
  }

  private static Stream<String> violationsOf(Path sources, Path file) {
    String place = sources.relativize(file).toString();
    List<String> lines = linesOf(file);
    return Stream.of(
            length(place, lines),
            licence(place, lines),
            nullMark(place, Objects.requireNonNull(file.getParent(), place)))
        .flatMap(List::stream)
        .distinct();
  }

  private static List<String> length(String place, List<String> lines) {
    boolean hasReason = lines.stream().anyMatch(line -> line.contains(REASON));
    int limit = hasReason ? LINES_WITH_REASON : LINES;
    return lines.size() <= limit
        ? List.of()
        : List.of(place + ": " + lines.size() + " lines; at most " + limit + " are allowed");
  }

  private static List<String> licence(String place, List<String> lines) {
    boolean present = lines.size() > 1 && lines.get(0).equals(LICENCE) && lines.get(1).isEmpty();
    return present ? List.of() : List.of(place + ": does not start with \"" + LICENCE + "\"");
  }

  private static List<String> nullMark(String place, Path folder) {
    Path packageInfo = folder.resolve("package-info.java");
    boolean present =
        Files.exists(packageInfo) && linesOf(packageInfo).stream().anyMatch("@NullMarked"::equals);
    return present
        ? List.of()
        : List.of(place + ": its package has no package-info.java with @NullMarked");
  }

  private static List<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
