// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.web;

import dev.larder.samples.dictionary.uses.CacheUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;

/** The lines of code that use a cache, cut from the sources that the build packs beside them. */
final class CodeLines {
  private static final String SOURCES = "sources/dev/larder/samples/dictionary/";

  private CodeLines() {}

  /** The lines between {@code // lines: name} and {@code // end}, set to the left. */
  static List<String> of(CacheUse use) throws IOException {
    String start = "// lines: " + use.name().toLowerCase(Locale.ROOT);
    String source =
        new ClassPathResource(SOURCES + use.source()).getContentAsString(StandardCharsets.UTF_8);
    var lines = new ArrayList<String>();
    boolean inside = false;
    for (String line : source.lines().toList()) {
      String text = line.strip();
      if (text.equals(start)) {
        inside = true;
      } else if (inside && text.equals("// end")) {
        return String.join("\n", lines).stripIndent().lines().toList();
      } else if (inside) {
        lines.add(line);
      }
    }
    throw new IOException(use.source() + " has no lines from '" + start + "' to '// end'");
  }
}
