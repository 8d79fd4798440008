// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary;

import dev.larder.samples.dictionary.load.LoadState;
import java.io.PrintStream;
import java.util.Locale;

/** The load as one line of a terminal that is drawn again, or as a few lines of a file. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int PERCENT_PER_LINE = 25;

  private final PrintStream out;
  private final boolean terminal;
  private int shown = -1;

  ProgressBar(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(LoadState state) {
    switch (state.phase()) {
      case STARTING -> {}
      case LOADING -> showPercent(state);
      case INDEXING -> line("indexing " + count(state.rows()) + " rows");
      case READY -> line(readyText(state) + "\n");
      case FAILED -> line("not loaded: " + state.failure() + "\n");
    }
  }

  private void showPercent(LoadState state) {
    int percent = state.percent();
    boolean due = terminal ? percent > shown : percent >= shown + PERCENT_PER_LINE;
    if (shown < 0 || due) {
      shown = percent;
      int full = WIDTH * percent / 100;
      String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
      line(String.format(Locale.ROOT, "[%s] %3d %%  loading WordNet 3.1, once", bar, percent));
    }
  }

  private static String readyText(LoadState state) {
    if (state.millis() == 0) {
      return "147,478 words are there";
    }
    return String.format(
        Locale.ROOT,
        "147,478 words loaded in %.1f s; the next start skips that",
        state.millis() / 1e3);
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void line(String text) {
    if (terminal) {
      // Back to the start of the line, and what was longer is wiped.
      out.print("\r\033[K  words  " + text);
      out.flush();
    } else {
      out.println("  words  " + text.strip());
    }
  }
}
