// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All of WordNet 3.1, counted. */
class WordNetFilesTest {

  @Test
  void readSynsets_allFiles_givesAllWordsMeaningsAndRelations() throws IOException {
    Set<String> words = new HashSet<>();
    Map<SynsetType, Integer> synsets = new EnumMap<>(SynsetType.class);
    Map<String, Integer> markers = new TreeMap<>();
    var forms = new AtomicInteger();
    var pointers = new AtomicInteger();

    for (String file : WordNetFiles.DATA_FILES) {
      WordNetFiles.readSynsets(
          file,
          (Synset synset) -> {
            synsets.merge(synset.type(), 1, Integer::sum);
            pointers.addAndGet(synset.pointers().size());
            for (Form form : synset.forms()) {
              forms.incrementAndGet();
              words.add(form.lemma());
              markers.merge(form.marker(), 1, Integer::sum);
            }
          });
    }

    assertThat(words).hasSize(147_478);
    assertThat(forms).hasValue(207_272);
    assertThat(pointers).hasValue(378_203);
    assertThat(markers).containsEntry("a", 598).containsEntry("p", 427).containsEntry("ip", 29);
    assertThat(synsets)
        .containsEntry(SynsetType.NOUN, 82_192)
        .containsEntry(SynsetType.VERB, 13_789)
        .containsEntry(SynsetType.ADJECTIVE, 7_468)
        .containsEntry(SynsetType.SATELLITE, 10_717)
        .containsEntry(SynsetType.ADVERB, 3_625);
  }

  @Test
  void readSynsets_verbs_haveManyRoots() throws IOException {
    var roots = new AtomicInteger();

    WordNetFiles.readSynsets(
        "data.verb",
        (Synset synset) -> {
          if (synset.pointers().stream().noneMatch(to -> to.symbol().startsWith("@"))) {
            roots.incrementAndGet();
          }
        });

    assertThat(roots).hasValue(566);
  }

  @Test
  void readSenses_all_countsUses() throws IOException {
    var senses = new AtomicInteger();
    var used = new AtomicInteger();
    var uses = new AtomicInteger();

    WordNetFiles.readSenses(
        (SenseUse sense) -> {
          senses.incrementAndGet();
          uses.addAndGet(sense.uses());
          used.addAndGet(sense.uses() > 0 ? 1 : 0);
        });

    assertThat(senses).hasValue(207_235);
    assertThat(used).hasValue(35_390);
    assertThat(uses).hasValue(248_795);
  }

  @Test
  void licence_ofTheDataFiles_isTheOneInNotice() throws IOException {
    List<String> licence = WordNetFiles.licence();

    assertThat(licence).hasSize(29).anyMatch(line -> line.contains("2011 by Princeton University"));
    assertThat(Files.readString(Path.of("NOTICE")))
        .contains(licence.stream().collect(Collectors.joining("\n")));
  }
}
