// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.load;

import dev.larder.samples.dictionary.wordnet.Form;
import dev.larder.samples.dictionary.wordnet.Pointer;
import dev.larder.samples.dictionary.wordnet.SenseUse;
import dev.larder.samples.dictionary.wordnet.Synset;
import dev.larder.samples.dictionary.wordnet.WordNetFiles;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** One pass over WordNet's files into empty tables, without indexes, over one connection. */
final class WordNetLoad {
  private static final int SYNSETS_PER_COMMIT = 5_000;

  private final Connection connection;
  private final IntConsumer progress;
  private final Map<SenseId, Usage> usages = new HashMap<>();
  private final Map<String, Integer> usesByLemma = new HashMap<>();
  private final Map<String, Integer> wordIds = new HashMap<>();
  private final Map<FormId, Integer> sameWord = new HashMap<>();

  WordNetLoad(Connection connection, IntConsumer progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /** A word with one of its meanings. */
  private record SenseId(int synset, String lemma) {}

  /** A word of a synset by its place. */
  private record FormId(int synset, int position) {}

  /** How usual a sense is. */
  private record Usage(int number, int uses) {}

  WordNetCounts run() throws IOException, SQLException {
    WordNetFiles.readSenses(this::keep);
    int synsets;
    int words;
    int senses;
    try (var wordRows = new BatchInsert(connection, "word", 3);
        var synsetRows = new BatchInsert(connection, "synset", 5);
        var senseRows = new BatchInsert(connection, "sense", 8)) {
      var tables = new Meanings(wordRows, synsetRows, senseRows);
      for (String file : WordNetFiles.DATA_FILES) {
        WordNetFiles.readSynsets(file, (Synset synset) -> insert(synset, tables));
      }
      tables.flush();
      words = wordRows.rows();
      synsets = synsetRows.rows();
      senses = senseRows.rows();
    }
    int relations = insertRelations(words + synsets + senses);
    connection.commit();
    return new WordNetCounts(words, synsets, senses, relations);
  }

  private void keep(SenseUse use) {
    usages.put(new SenseId(use.synset(), use.lemma()), new Usage(use.number(), use.uses()));
    usesByLemma.merge(use.lemma(), use.uses(), Integer::sum);
  }

  /** The tables that the first reading fills. */
  private record Meanings(BatchInsert words, BatchInsert synsets, BatchInsert senses) {
    int rows() {
      return words.rows() + synsets.rows() + senses.rows();
    }

    void flush() throws SQLException {
      words.flush();
      synsets.flush();
      senses.flush();
    }
  }

  private void insert(Synset synset, Meanings tables) throws SQLException {
    tables.synsets.add(
        synset.id(),
        String.valueOf(synset.type().letter()),
        synset.topic(),
        synset.gloss().definition(),
        String.join("\n", synset.gloss().examples()));
    Map<String, Integer> seen = new HashMap<>();
    for (Form form : synset.forms()) {
      Integer earlier = seen.putIfAbsent(form.lemma(), form.position());
      if (earlier == null) {
        insertSense(synset, form, tables);
      } else {
        // 37 synsets write a word twice, as "Earth" and "earth": one sense, spelled the first way.
        sameWord.put(new FormId(synset.id(), form.position()), earlier);
      }
    }
    if (tables.synsets.rows() % SYNSETS_PER_COMMIT == 0) {
      connection.commit();
      progress.accept(tables.rows());
    }
  }

  private void insertSense(Synset synset, Form form, Meanings tables) throws SQLException {
    Usage usage = usages.get(new SenseId(synset.id(), form.lemma()));
    if (usage == null) {
      throw new SQLException(
          WordNetFiles.SENSE_FILE
              + " lacks a sense of synset "
              + synset.id()
              + ", word "
              + form.position());
    }
    Integer word = wordIds.get(form.lemma());
    if (word == null) {
      word = wordIds.size() + 1;
      wordIds.put(form.lemma(), word);
      tables.words.add(word, form.lemma(), usesByLemma.getOrDefault(form.lemma(), 0));
    }
    tables.senses.add(
        tables.senses.rows() + 1,
        word,
        synset.id(),
        form.position(),
        usage.number(),
        usage.uses(),
        form.spelling(),
        form.marker());
  }

  /** The second reading: a relation may name a form of a synset further down. */
  private int insertRelations(int rowsBefore) throws IOException, SQLException {
    try (var rows = new BatchInsert(connection, "relation", 5)) {
      for (String file : WordNetFiles.DATA_FILES) {
        WordNetFiles.readSynsets(
            file,
            (Synset synset) -> {
              insertRelations(synset, rows);
              progress.accept(rowsBefore + rows.rows());
            });
        connection.commit();
      }
      rows.flush();
      return rows.rows();
    }
  }

  private void insertRelations(Synset synset, BatchInsert rows) throws SQLException {
    for (Pointer pointer : synset.pointers()) {
      rows.add(
          synset.id(),
          pointer.symbol(),
          pointer.target(),
          kept(synset.id(), pointer.fromPosition()),
          kept(pointer.target(), pointer.toPosition()));
    }
  }

  private int kept(int synset, int position) {
    return sameWord.getOrDefault(new FormId(synset, position), position);
  }
}
