// SPDX-License-Identifier: Apache-2.0

package dev.larder.cluster.wire;

/**
 * States the fields of a record in the order of the wire, each once: the arguments of its
 * constructor, drawn from {@link Fields}. A form holds no state and asks for the same fields every
 * time.
 *
 * <pre>{@code
 * f -> new Stretch(f.number(Stretch::fromSequence), f.number(Stretch::epoch))
 * }</pre>
 */
@FunctionalInterface
interface Form<T> {

  /** The record, made of its fields. */
  T pass(Fields<T> fields);
}
