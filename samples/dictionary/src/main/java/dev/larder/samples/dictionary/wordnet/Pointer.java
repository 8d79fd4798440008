// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

/**
 * A relation from one synset to another, or from one word of it to a word of the other.
 *
 * @param symbol WordNet's: {@code @} broader, {@code @i} an instance of, {@code !} opposite, ...
 * @param target the synset it leads to
 * @param fromPosition the word it starts from, from 1; 0 for the whole synset
 * @param toPosition the word it leads to, from 1; 0 for the whole synset
 */
public record Pointer(String symbol, int target, int fromPosition, int toPosition) {

  static Pointer parse(Fields fields) throws MalformedLine {
    String symbol = fields.text("pointer symbol");
    int offset = fields.decimal("pointer offset");
    SynsetType type = SynsetType.ofLetter(fields.text("pointer type"));
    int positions = fields.hexadecimal("pointer source and target");
    return new Pointer(symbol, type.idAt(offset), positions >> 8, positions & 0xff);
  }
}
