// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/**
 * All that can be known of one book: its row, its collections, whom its isbns name, and what cached
 * queries tell of it. The database's picture and a session's are equal, or something was stale.
 */
public record Picture(
    List<String> book,
    List<String> tags,
    List<String> reviews,
    Map<String, List<String>> namedBy,
    List<List<String>> results) {

  /** An isbn that a book had first. */
  public static String firstIsbn(long id) {
    return "isbn-" + id;
  }

  /** The isbn that changes give it. */
  public static String nextIsbn(long id) {
    return "next-" + id;
  }

  /** Whether there is such a book. */
  public boolean isPresent() {
    return !book.isEmpty();
  }

  /** What a connection of its own, outside any transaction, finds in the database. */
  public static Picture inDatabase(Stage stage, long id) {
    try (Connection connection = stage.connection()) {
      return by(connection, id);
    } catch (SQLException e) {
      throw new IllegalStateException("the database was not readable", e);
    }
  }

  /** What a connection finds in its transaction. */
  public static Picture by(Connection connection, long id) throws SQLException {
    List<String> row =
        strings(connection, "select concat_ws('|', id, title, price) from Book where id = ?", id);
    List<String> tags =
        strings(connection, "select tags from Book_tags where Book_id = ? order by tags", id);
    Map<String, List<String>> namedBy = new TreeMap<>();
    for (String isbn : List.of(firstIsbn(id), nextIsbn(id))) {
      namedBy.put(isbn, strings(connection, "select id from Book where isbn = ?", isbn));
    }
    return new Picture(
        strings(
            connection,
            "select concat_ws('|', title, price, isbn, version) from Book where id = ?",
            id),
        tags,
        strings(
            connection,
            "select concat_ws('|', id, text) from Review where book_id = ? order by id",
            id),
        namedBy,
        List.of(row, tags, row));
  }

  /** What a new session sees, in a transaction of its own. */
  public static Picture fresh(Stage stage, long id) {
    return stage.read(session -> by(session, id));
  }

  /**
   * What a session sees; each part is read with nothing in the session that could answer for it.
   */
  public static Picture by(Session session, long id) {
    session.flush();
    Map<String, List<String>> namedBy = new TreeMap<>();
    for (String isbn : List.of(firstIsbn(id), nextIsbn(id))) {
      session.clear();
      namedBy.put(isbn, named(session, isbn));
    }
    session.clear();
    List<List<String>> results =
        List.of(
            Queries.row(session, id), Queries.tags(session, id), Queries.rowOfEntity(session, id));
    session.clear();
    Book book = session.find(Book.class, id);
    if (book == null) {
      return new Picture(List.of(), List.of(), List.of(), namedBy, results);
    }
    return new Picture(
        List.of(book.title + "|" + book.price + "|" + book.isbn + "|" + book.version),
        book.tags.stream().sorted().toList(),
        book.reviews.stream().map(review -> review.id + "|" + review.text).sorted().toList(),
        namedBy,
        results);
  }

  /** How many statements a new session needs to see a book that is there. */
  public static long statements(Stage stage, long id) {
    String isbn = stage.read(session -> session.find(Book.class, id).isbn);
    return stage.statements(
        () ->
            stage.write(
                session -> {
                  named(session, isbn);
                  session.clear();
                  Queries.row(session, id);
                  Queries.tags(session, id);
                  Queries.rowOfEntity(session, id);
                  session.clear();
                  Book book = session.find(Book.class, id);
                  Hibernate.initialize(book.tags);
                  Hibernate.initialize(book.reviews);
                }));
  }

  @SuppressWarnings("deprecation") // 7.4 has find(.., KeyType.NATURAL); 6.6 only this
  private static List<String> named(Session session, String isbn) {
    Book book = session.bySimpleNaturalId(Book.class).load(isbn);
    return book == null ? List.of() : List.of(Long.toString(book.id));
  }

  private static List<String> strings(Connection connection, String select, Object argument)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setObject(1, argument);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }
}
