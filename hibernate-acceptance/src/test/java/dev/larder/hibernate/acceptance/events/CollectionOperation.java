// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import dev.larder.hibernate.acceptance.shop.Book;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What may happen to a book's tags {@code a} and {@code b}. */
enum CollectionOperation {
  ADD(Set.of("a", "b", "c")) {
    @Override
    void applyTo(Book book) {
      book.tags.add("c");
    }
  },
  REMOVE(Set.of("a")) {
    @Override
    void applyTo(Book book) {
      book.tags.remove("b");
    }
  },
  CLEAR(Set.of()) {
    @Override
    void applyTo(Book book) {
      book.tags.clear();
    }
  },
  REPLACE(Set.of("x", "y")) {
    @Override
    void applyTo(Book book) {
      book.tags = new LinkedHashSet<>(List.of("x", "y"));
    }
  };

  final Set<String> outcome;

  CollectionOperation(Set<String> outcome) {
    this.outcome = outcome;
  }

  /** Changes the tags in memory, to be flushed. */
  abstract void applyTo(Book book);
}
