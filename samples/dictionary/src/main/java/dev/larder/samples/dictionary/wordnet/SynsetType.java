// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

/**
 * What kind of words a synset holds, with WordNet's letter, its file and its digit in sense keys.
 */
public enum SynsetType {
  NOUN('n', "noun", 1),
  VERB('v', "verb", 2),
  ADJECTIVE('a', "adj", 3),
  ADVERB('r', "adv", 4),
  /** An adjective near in meaning to the head adjective of its cluster. */
  SATELLITE('s', "adj", 3);

  private static final int OFFSETS_PER_FILE = 100_000_000;

  private final char letter;
  private final String file;
  private final int fileNumber;

  SynsetType(char letter, String file, int fileNumber) {
    this.letter = letter;
    this.file = file;
    this.fileNumber = fileNumber;
  }

  /** The type with the given letter: one of {@code n v a r s}. */
  static SynsetType ofLetter(String letter) throws MalformedLine {
    for (SynsetType type : values()) {
      if (letter.length() == 1 && type.letter == letter.charAt(0)) {
        return type;
      }
    }
    throw new MalformedLine("the synset type is '" + letter + "'; n, v, a, s or r is allowed");
  }

  /** The type with the given digit of a sense key: 1 to 5, in the order of this enum. */
  static SynsetType ofDigit(char digit) throws MalformedLine {
    int index = digit - '1';
    if (index < 0 || index >= values().length) {
      throw new MalformedLine("the synset type is '" + digit + "'; 1 to 5 is allowed");
    }
    return values()[index];
  }

  /** WordNet's letter. */
  public char letter() {
    return letter;
  }

  /** The ending of the file that holds the synset, as in {@code data.noun}. */
  public String file() {
    return file;
  }

  /** A number for a synset that no other file's synset has: the file's number, then the offset. */
  int idAt(int offset) {
    return fileNumber * OFFSETS_PER_FILE + offset;
  }
}
