// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Shelves that the cases of one class share, since a case needs but a book of its own. */
final class Shelves implements AutoCloseable {
  private final Map<Object, Shelf> shelves = new HashMap<>();

  /** The shelf of a set-up, built when first asked for. */
  Shelf of(Object setup, Supplier<Shelf> builder) {
    return shelves.computeIfAbsent(setup, unused -> builder.get());
  }

  @Override
  public void close() {
    shelves.values().forEach(Shelf::close);
    shelves.clear();
  }
}
