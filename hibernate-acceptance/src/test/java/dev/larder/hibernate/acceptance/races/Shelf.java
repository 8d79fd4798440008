// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Review;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Books of one stage: a new one for every case, and what must be true of it in the end. */
public final class Shelf implements AutoCloseable {
  private static final int LOOKS_AFTER_DOUBT = 3;

  private final Stage stage;
  private final AtomicLong lastId = new AtomicLong();

  /** Takes the stage and will close it. */
  public Shelf(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /** The id of a book that does not exist. */
  public long newId() {
    return lastId.incrementAndGet();
  }

  /** The id of a new book with a tag and a review, all of it cached. */
  public long newCachedBook() {
    long id = newBook();
    look(id);
    return id;
  }

  /** The same, cached or not. */
  public long newBook() {
    long id = newId();
    Book book = new Book(id, "new");
    book.tags.add("new");
    stage.write(
        session -> {
          session.persist(book);
          session.persist(new Review(id * 10, book, "new"));
        });
    stage.write(session -> session.find(Book.class, id).price = 10); // a version above the first
    return id;
  }

  /** Has every part of the book read, so that it is cached. */
  public void look(long id) {
    Picture.fresh(stage, id);
    Picture.fresh(stage, id); // a query caches its results at the second time at the latest
  }

  /** Makes every cached part go away as the evict API does. */
  public void evictAll() {
    stage.factory.getCache().evictAllRegions();
  }

  /**
   * What new sessions see is the database's, twice: as the race left the cache, and as the first of
   * them left it; then the cache answers alone.
   */
  public void assertTruthAndCached(Object story, long id) {
    Picture database = assertTruth(story, id);
    if (database.isPresent()) {
      assertThat(Picture.statements(stage, id)).as("statements of a look: %s", story).isZero();
    }
  }

  /**
   * The same after the outcome of a change was lost. Then the tables of a query are asked about
   * anew, one at each miss, so that it takes some looks until its results are cached.
   */
  public void assertTruthAndCachedInTheEnd(Object story, long id) {
    for (int look = 0; look < LOOKS_AFTER_DOUBT; look++) {
      assertTruth(story, id);
    }
    assertTruthAndCached(story, id);
  }

  /** The same, whether or not it is cached afterwards. */
  public Picture assertTruth(Object story, long id) {
    Picture database = Picture.inDatabase(stage, id);
    assertThat(Picture.fresh(stage, id)).as("first look: %s", story).isEqualTo(database);
    assertThat(Picture.fresh(stage, id)).as("second look: %s", story).isEqualTo(database);
    return database;
  }

  /** Some of its keys as the evict API names them. */
  public static Set<String> collectionRoles() {
    return Set.of(Book.class.getName() + ".tags", Book.class.getName() + ".reviews");
  }

  @Override
  public void close() {
    stage.close();
  }
}
