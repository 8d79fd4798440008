// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Glosses: definitions and the examples behind them. */
class GlossTest {

  @Test
  void parse_semicolonInTheDefinition_staysInIt() {
    Gloss gloss =
        Gloss.parse(
            "draw air into, and expel out of, the lungs; inhale; \"I can breathe\"; \"He is\"");

    assertThat(gloss.definition()).isEqualTo("draw air into, and expel out of, the lungs; inhale");
    assertThat(gloss.examples()).containsExactly("I can breathe", "He is");
  }

  @Test
  void parse_semicolonInAnExample_staysInIt() {
    Gloss gloss = Gloss.parse("said of rain; \"it rained; it poured\"");

    assertThat(gloss.examples()).containsExactly("it rained; it poured");
  }

  @Test
  void parse_quotationWithAuthor_keepsTheMarksAndTheAuthor() {
    Gloss gloss = Gloss.parse("a plan; \"The best laid schemes\"- Robert Burns");

    assertThat(gloss.examples()).containsExactly("\"The best laid schemes\"- Robert Burns");
  }
}
