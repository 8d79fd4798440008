// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.shop.Book;
import java.util.List;
import org.hibernate.Session;

/** Queries about one book whose results are cached. */
final class Queries {

  private Queries() {}

  /** Scalars of the book's table. */
  static List<String> row(Session session, long id) {
    return session
        .createSelectionQuery(
            "select b.id, b.title, b.price from Book b where b.id = :id", Object[].class)
        .setParameter("id", id)
        .setCacheable(true)
        .getResultList() // a stream is not cached
        .stream()
        .map(row -> row[0] + "|" + row[1] + "|" + row[2])
        .toList();
  }

  /** Scalars of the collection's table. */
  static List<String> tags(Session session, long id) {
    return session
        .createSelectionQuery(
            "select t from Book b join b.tags t where b.id = :id order by t", String.class)
        .setParameter("id", id)
        .setCacheable(true)
        .getResultList();
  }

  /** Entities: the results name them, their state comes from the entity's own region. */
  static List<String> rowOfEntity(Session session, long id) {
    return session
        .createSelectionQuery("select b from Book b where b.id = :id", Book.class)
        .setParameter("id", id)
        .setCacheable(true)
        .getResultList()
        .stream()
        .map(book -> book.id + "|" + book.title + "|" + book.price)
        .toList();
  }
}
