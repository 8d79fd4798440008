// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

/**
 * The shape of a record that may grow: its length, then its fields. Fields that a newer sender
 * appended are read past.
 *
 * @param name of the record, for a person who reads why it was refused
 */
record Body<T>(String name, Form<T> form) implements Shape<T> {

  @Override
  public void write(T value, Output out) {
    int start = out.openBody();
    out.fields(value, form);
    out.closeBody(start);
  }

  @Override
  public T read(Input in) {
    int outer = in.openBody();
    T value;
    try {
      value = in.fields(form);
    } catch (IllegalArgumentException refused) { // by the record itself, or by one in it
      throw in.refusal(name + ": " + refused.getMessage());
    }
    in.closeBody(outer);
    return value;
  }

  @Override
  public int leastBytes() {
    return 1;
  }
}
