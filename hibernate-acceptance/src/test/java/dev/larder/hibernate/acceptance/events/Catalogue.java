// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;

/** Books 1 and 2, found by {@code isbn-1} and {@code isbn-2}, both resolutions in the cache. */
final class Catalogue implements AutoCloseable {
  static final String NOBODY = "nobody";

  final Stage stage;

  private Catalogue(Stage stage) {
    this.stage = stage;
  }

  static Catalogue of(AccessType strategy) {
    Catalogue catalogue = new Catalogue(Stage.of(strategy));
    catalogue.stage.set(stage -> catalogue.fill());
    return catalogue;
  }

  private void fill() {
    stage.write(
        session -> {
          session.persist(new Book(1, "first"));
          session.persist(new Book(2, "second"));
        });
    read("isbn-1");
    read("isbn-2");
    assertThat(read("isbn-1")).isEqualTo(Reading.cached("first"));
    assertThat(read("isbn-2")).isEqualTo(Reading.cached("second"));
  }

  /** The title of the book that a new session finds by its natural id. */
  Reading<String> read(String isbn) {
    return Reading.of(stage, session -> title(session, isbn));
  }

  /** The title of the book that this session finds by its natural id. */
  static String title(Session session, String isbn) {
    return find(session, isbn).map(book -> book.title).orElse(NOBODY);
  }

  /** The book that this session finds by its natural id. */
  @SuppressWarnings("deprecation") // what replaces it came with 7.3
  static Optional<Book> find(Session session, String isbn) {
    return session.bySimpleNaturalId(Book.class).loadOptional(isbn);
  }

  /** Gives a book another natural id, and flushes. */
  static void rename(Session session, long id, String isbn) {
    session.find(Book.class, id).isbn = isbn;
    session.flush();
  }

  /** A new book with the natural id of another, flushed. */
  static void insert(Session session, long id, String title, String isbn) {
    Book book = new Book(id, title);
    book.isbn = isbn;
    session.persist(book);
    session.flush();
  }

  /** Deletes a book and flushes. */
  static void delete(Session session, long id) {
    session.remove(session.find(Book.class, id));
    session.flush();
  }

  /** Right on each read, and at the second at latest the cache tells it. */
  void assertSettlesOn(String isbn, String title) {
    assertThat(read(isbn).value()).as("first read of %s", isbn).isEqualTo(title);
    if (title.equals(NOBODY)) {
      assertThat(read(isbn).value()).as("second read of %s", isbn).isEqualTo(NOBODY);
    } else {
      assertThat(read(isbn)).as("second read of %s", isbn).isEqualTo(Reading.cached(title));
    }
  }

  @Override
  public void close() {
    stage.close();
  }
}
