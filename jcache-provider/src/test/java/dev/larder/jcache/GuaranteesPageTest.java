// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of guarantees names tests, or arguments, that there are; the TCK's it names as such. */
class GuaranteesPageTest {
  private static final Path PAGE = Path.of("../docs/guarantees.md");
  private static final Pattern TCK = Pattern.compile("TCK (`[^`]*`(, )?)+");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w+)?(?:#(\\w+))?`");

  /** A promise is told in prose, which may name classes that are no tests. */
  private static List<String> testCells() throws IOException {
    try (Stream<String> lines = Files.lines(PAGE)) {
      return lines
          .filter(line -> line.startsWith("| ") && line.contains("`"))
          .map(line -> line.substring(line.lastIndexOf('|', line.length() - 2)))
          .toList();
    }
  }

  private static Map<String, List<Path>> sources() throws IOException {
    try (Stream<Path> files = Files.find(Path.of(".."), 20, (path, about) -> isSource(path))) {
      return files.collect(
          Collectors.groupingBy(file -> file.getFileName().toString().replace(".java", "")));
    }
  }

  private static boolean isSource(Path path) {
    String name = path.toString();
    return name.contains("/src/") && name.endsWith(".java");
  }

  @Test
  void page_always_namesTestsThatThereAre() throws IOException {
    Map<String, List<Path>> sources = sources();
    List<String> missing = new ArrayList<>();
    for (String cell : testCells()) {
      String type = "";
      Matcher name = NAME.matcher(TCK.matcher(cell).replaceAll(""));
      while (name.find()) {
        type = name.group(1) == null ? type : name.group(1);
        if (!isThere(sources.getOrDefault(type, List.of()), name.group(2))) {
          missing.add(type + name.group());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private static boolean isThere(List<Path> files, String method) throws IOException {
    for (Path file : files) {
      if (method == null || Files.readString(file).contains("void " + method + "(")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void page_always_namesATestForEachPromise() throws IOException {
    Set<String> without =
        testCells().stream()
            .filter(cell -> !NAME.matcher(cell).find())
            .collect(Collectors.toUnmodifiableSet());

    assertThat(without).isEmpty();
  }
}
