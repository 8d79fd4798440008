// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.hibernatejcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/**
 * Proof that stock {@code hibernate-jcache} keeps all four kinds in Larder, and can start again.
 */
class MainTest {
  private static final String PRINTED =
      """
      1 book: 978-0140449136 Crime and Punishment, by Dostoevsky
        hits: entity 1, collection 0, natural id 1, query 0; database statements: 2
      1 book: 978-0140449136 Crime and Punishment, by Dostoevsky
        hits: entity 1, collection 1, natural id 1, query 1; database statements: 0
      """;

  @Test
  void run_twice_readsFromEachCacheWhatItHasReadOnce() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, UTF_8);

    Main.run(out);
    Main.run(out);

    assertThat(printed.toString(UTF_8)).isEqualToNormalizingNewlines(PRINTED + PRINTED);
  }
}
