// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Proof that the sample prints what its reader expects, and can run again. */
class MainTest {
  @Test
  void run_twice_printsWhatTheCacheHolds() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);

    Main.run(out);
    Main.run(out);

    assertThat(printed.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "Norway: Oslo\nAtlantis: null\nNorway: Oslo\nAtlantis: null\n");
  }
}
