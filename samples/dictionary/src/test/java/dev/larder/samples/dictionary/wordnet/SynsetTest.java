// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of WordNet's data files, as they stand there. */
class SynsetTest {
  private static final String ENTITY =
      "00001740 03 n 01 entity 0 003 ~ 00001930 n 0000 ~ 00002137 n 0000 ~ 04431553 n 0000 |"
          + " that which is perceived or known or inferred to have its own distinct existence"
          + " (living or nonliving)  ";
  private static final String RAILROAD =
      "00061637 04 n 02 Underground_Railroad 0 Underground_Railway 0 001 @i 00059563 n 0000 |"
          + " secret aid to escaping slaves that was provided by abolitionists in the years before"
          + " the American Civil War  ";
  private static final String ABOUNDING =
      "00014377 00 s 02 abounding 0 galore(ip) 0 001 & 00013906 a 0000 | existing in abundance;"
          + " \"abounding confidence\"; \"whiskey galore\"  ";
  private static final String HANDY =
      "00019769 00 s 02 handy 0 ready_to_hand(p) 0 002 & 00019169 a 0000 + 04726275 n 0101 |"
          + " easy to reach; \"found a handy spot for the can opener\"  ";
  private static final String OUTBACK =
      "00020141 00 s 02 outback(a) 0 remote 0 003 & 00019912 a 0000 + 05092372 n 0202 + 08522131"
          + " n 0101 | inaccessible and sparsely populated  ";
  private static final String CHOKE =
      "00002724 29 v 01 choke 0 002 @ 00001740 v 0000 + 14081734 n 0101 01 + 02 00 | breathe with"
          + " great difficulty, as when experiencing a strong emotion; \"She choked with emotion"
          + " when she spoke about her deceased husband\"  ";

  @Test
  void parse_rootNoun_hasNoBroaderSynset() throws MalformedLine {
    Synset synset = Synset.parse(ENTITY);

    assertThat(synset.id()).isEqualTo(100_001_740);
    assertThat(synset.type()).isEqualTo(SynsetType.NOUN);
    assertThat(synset.topic()).isEqualTo(3);
    assertThat(synset.forms()).containsExactly(new Form(1, "entity", ""));
    assertThat(synset.pointers()).extracting(Pointer::symbol).containsOnly("~");
    assertThat(synset.gloss().definition()).endsWith("existence (living or nonliving)");
  }

  @Test
  void parse_instance_keepsCapitalsAndItsPointer() throws MalformedLine {
    Synset synset = Synset.parse(RAILROAD);

    assertThat(synset.forms())
        .extracting(Form::spelling)
        .containsExactly("Underground Railroad", "Underground Railway");
    assertThat(synset.forms().get(0).lemma()).isEqualTo("underground railroad");
    assertThat(synset.pointers()).containsExactly(new Pointer("@i", 100_059_563, 0, 0));
  }

  @Test
  void parse_satellite_sharesTheNumbersOfAdjectives() throws MalformedLine {
    Synset synset = Synset.parse(ABOUNDING);

    assertThat(synset.type()).isEqualTo(SynsetType.SATELLITE);
    assertThat(synset.id()).isEqualTo(300_014_377);
    assertThat(synset.pointers()).containsExactly(new Pointer("&", 300_013_906, 0, 0));
    assertThat(synset.gloss())
        .isEqualTo(
            new Gloss("existing in abundance", List.of("abounding confidence", "whiskey galore")));
  }

  @Test
  void parse_markedAdjectives_partsTheMarkerFromTheWord() throws MalformedLine {
    assertThat(Synset.parse(ABOUNDING).forms().get(1)).isEqualTo(new Form(2, "galore", "ip"));
    assertThat(Synset.parse(HANDY).forms().get(1)).isEqualTo(new Form(2, "ready to hand", "p"));
    assertThat(Synset.parse(OUTBACK).forms().get(0)).isEqualTo(new Form(1, "outback", "a"));
  }

  @Test
  void parse_verb_readsPointersBetweenWordsAndSkipsItsFrames() throws MalformedLine {
    Synset synset = Synset.parse(CHOKE);

    assertThat(synset.pointers())
        .containsExactly(new Pointer("@", 200_001_740, 0, 0), new Pointer("+", 114_081_734, 1, 1));
    assertThat(synset.gloss().examples()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "00001740 03 n 01 entity 0 000# there is no '|' before the gloss",
        "00001740 03 x 01 entity 0 000 | g# the synset type is 'x'; n, v, a, s or r is allowed",
        "00001740 03 n 0g entity 0 000 | g# the word count is '0g'; a hexadecimal number is"
            + " allowed",
        "00001740 03 n 02 entity 0 | g# the line ends before its word",
        "00001740 00 a 01 entity(q) 0 000 | g# the marker is '(q)'; (a), (p) or (ip) is allowed",
      })
  void parse_malformedLine_saysWhatWasFoundAndWhatIsAllowed(String line, String message) {
    assertThatThrownBy(() -> Synset.parse(line))
        .isInstanceOf(MalformedLine.class)
        .hasMessageStartingWith(message);
  }
}
