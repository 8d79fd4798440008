// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Lines of {@code index.sense}, as they stand there. */
class SenseUseTest {

  @Test
  void parse_noun_readsNumberAndUses() throws MalformedLine {
    assertThat(SenseUse.parse("dog%1:05:00:: 02086723 1 42"))
        .isEqualTo(new SenseUse(102_086_723, "dog", 1, 42));
  }

  @Test
  void parse_satellite_pointsIntoTheAdjectives() throws MalformedLine {
    assertThat(SenseUse.parse("a_hundred%5:00:00:cardinal:00 02193961 1 0"))
        .isEqualTo(new SenseUse(302_193_961, "a hundred", 1, 0));
  }

  @Test
  void parse_noPercentSign_isRefused() {
    assertThatThrownBy(() -> SenseUse.parse("dog 02086723 1 42"))
        .hasMessage("the sense key is 'dog'; word%type:... is allowed");
  }

  @Test
  void parse_unknownType_isRefused() {
    assertThatThrownBy(() -> SenseUse.parse("dog%7:05:00:: 02086723 1 42"))
        .hasMessage("the synset type is '7'; 1 to 5 is allowed");
  }
}
