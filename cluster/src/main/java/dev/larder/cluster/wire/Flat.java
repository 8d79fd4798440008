// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

/**
 * The shape of a small record that never grows: its fields and nothing else. What is to be said
 * beside it one day belongs to the record around it.
 */
record Flat<T>(int leastBytes, Form<T> form) implements Shape<T> {

  @Override
  public void write(T value, Output out) {
    out.fields(value, form);
  }

  @Override
  public T read(Input in) {
    return in.fields(form);
  }
}
