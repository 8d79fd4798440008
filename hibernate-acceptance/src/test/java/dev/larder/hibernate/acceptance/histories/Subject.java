// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.histories;

import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import org.hibernate.Session;

/** A book and a note with one id, and the counters that are in them. */
record Subject(long id, Counter price, Counter tag, Counter isbn, Counter text) {

  Subject(long id) {
    this(id, new Counter(), new Counter(), new Counter(), new Counter());
  }

  /** Inserts both, every counter at nought. */
  void persist(Session session) {
    Book book = new Book(id, "counted");
    book.isbn = isbn(0);
    book.tags.add(tag(0));
    session.persist(book);
    session.persist(new Note(id, "0"));
  }

  /** The isbn that a counter makes. */
  String isbn(int number) {
    return "isbn-" + id + "-" + number;
  }

  /** The tag that a counter makes; the book has exactly one. */
  static String tag(int number) {
    return "tag-" + number;
  }

  /** The counter's number in a tag. */
  static int numberOf(String tag) {
    return Integer.parseInt(tag.substring("tag-".length()));
  }
}
