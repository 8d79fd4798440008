// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

/**
 * One line of {@code index.sense}: how usual a meaning of a word is.
 *
 * @param synset the meaning
 * @param lemma the word in small letters
 * @param number the place of this meaning among the word's, from 1, the most usual first
 * @param uses how often the word was found with this meaning in tagged texts
 */
public record SenseUse(int synset, String lemma, int number, int uses) {

  /** Reads a line such as {@code dog%1:05:00:: 02086723 1 42}. */
  public static SenseUse parse(String line) throws MalformedLine {
    var fields = new Fields(line);
    String key = fields.text("sense key");
    int percent = key.indexOf('%');
    if (percent < 1 || percent + 1 == key.length()) {
      throw new MalformedLine("the sense key is '" + key + "'; word%type:... is allowed");
    }
    SynsetType type = SynsetType.ofDigit(key.charAt(percent + 1));
    int offset = fields.decimal("offset");
    int number = fields.decimal("sense number");
    int uses = fields.decimal("use count");
    String lemma = key.substring(0, percent).replace('_', ' ');
    return new SenseUse(type.idAt(offset), lemma, number, uses);
  }
}
