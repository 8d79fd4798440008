// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.wordnet;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a data file: words of one meaning, and where that meaning leads.
 *
 * @param topic the number of the lexicographers' file: 5 is noun.animal
 */
public record Synset(
    int id, SynsetType type, int topic, List<Form> forms, List<Pointer> pointers, Gloss gloss) {

  private static final String GLOSS_MARK = " | ";

  /** Copies the lists. */
  public Synset {
    forms = List.copyOf(forms);
    pointers = List.copyOf(pointers);
  }

  /** Reads a line of {@code data.noun}, {@code data.verb}, {@code data.adj}, {@code data.adv}. */
  public static Synset parse(String line) throws MalformedLine {
    int mark = line.indexOf(GLOSS_MARK);
    if (mark < 0) {
      throw new MalformedLine("there is no '|' before the gloss");
    }
    var fields = new Fields(line.substring(0, mark));
    int offset = fields.decimal("offset");
    int topic = fields.decimal("lexicographer file");
    SynsetType type = SynsetType.ofLetter(fields.text("synset type"));
    List<Form> forms = forms(fields);
    List<Pointer> pointers = pointers(fields);
    // What follows in a verb's line are its sentence frames, which the dictionary does not show.
    Gloss gloss = Gloss.parse(line.substring(mark + GLOSS_MARK.length()));
    return new Synset(type.idAt(offset), type, topic, forms, pointers, gloss);
  }

  private static List<Form> forms(Fields fields) throws MalformedLine {
    int count = fields.hexadecimal("word count");
    var forms = new ArrayList<Form>(count);
    for (int position = 1; position <= count; position++) {
      forms.add(Form.parse(position, fields.text("word")));
      fields.hexadecimal("lexical id");
    }
    return forms;
  }

  private static List<Pointer> pointers(Fields fields) throws MalformedLine {
    int count = fields.decimal("pointer count");
    var pointers = new ArrayList<Pointer>(count);
    for (int i = 0; i < count; i++) {
      pointers.add(Pointer.parse(fields));
    }
    return pointers;
  }
}
