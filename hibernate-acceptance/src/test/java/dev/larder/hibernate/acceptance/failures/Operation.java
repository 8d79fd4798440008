// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.races.Picture;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import dev.larder.hibernate.acceptance.shop.Review;
import jakarta.persistence.LockModeType;
import java.util.function.BiConsumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cache.spi.CacheImplementor;

/** What may be done with a book under any strategy; each looks at what it gets. */
enum Operation {
  FIND(managed((session, id) -> assertThat(session.find(Book.class, id).title).isEqualTo("new"))),
  PROXY(managed((session, id) -> Hibernate.initialize(session.getReference(Book.class, id)))),
  COLLECTIONS(managed(Operation::collections)),
  QUERY(managed((session, id) -> query(session, id, false))),
  CACHED_QUERY(managed((session, id) -> query(session, id, true))),
  NATURAL_ID(managed(Operation::naturalId)),
  REFRESH(managed((session, id) -> session.refresh(session.find(Book.class, id)))),
  LOCK(managed((session, id) -> session.find(Book.class, id, LockModeType.PESSIMISTIC_WRITE))),
  INSERT(managed((session, id) -> session.persist(new Note(id, "inserted")))),
  INSERT_AND_DELETE(managed(Operation::insertAndDelete)),
  STATELESS_GET(stateless((session, id) -> session.get(Book.class, id))),
  STATELESS_INSERT(stateless((session, id) -> session.insert(new Note(id, "inserted")))),
  PICTURE((stage, id) -> assertThat(Picture.fresh(stage, id).isPresent()).isTrue()),
  CONTAINS_ENTITY(
      (stage, id) -> assertThat(stage.factory.getCache().containsEntity(Book.class, id)).isFalse()),
  CONTAINS_COLLECTION(
      (stage, id) ->
          assertThat(
                  stage.factory.getCache().containsCollection(Book.class.getName() + ".tags", id))
              .isFalse()),
  EVICT_ENTITY((stage, id) -> stage.factory.getCache().evictEntityData(Book.class, id)),
  EVICT_ENTITIES((stage, id) -> stage.factory.getCache().evictEntityData()),
  EVICT_COLLECTION(
      (stage, id) ->
          stage.factory.getCache().evictCollectionData(Book.class.getName() + ".tags", id)),
  EVICT_NATURAL_IDS((stage, id) -> stage.factory.getCache().evictNaturalIdData(Book.class)),
  EVICT_QUERIES((stage, id) -> stage.factory.getCache().evictQueryRegions()),
  EVICT_REGION((stage, id) -> stage.factory.getCache().evictRegion(Review.class.getName())),
  EVICT_TIMESTAMPS(
      (stage, id) ->
          stage
              .factory
              .getCache()
              .unwrap(CacheImplementor.class)
              .getTimestampsCache()
              .getRegion()
              .clear()),
  EVICT_EVERYTHING((stage, id) -> stage.factory.getCache().evictAllRegions()),
  STATISTICS(
      (stage, id) ->
          assertThat(
                  stage
                      .statistics()
                      .getDomainDataRegionStatistics(Book.class.getName())
                      .getElementCountInMemory())
              .isNotNegative());

  private final BiConsumer<Stage, Long> work;

  Operation(BiConsumer<Stage, Long> work) {
    this.work = work;
  }

  /** Does it, on a book with a tag and a review. */
  void run(Stage stage, long id) {
    work.accept(stage, id);
  }

  private static BiConsumer<Stage, Long> managed(BiConsumer<Session, Long> work) {
    return (stage, id) -> stage.write(session -> work.accept(session, id));
  }

  private static BiConsumer<Stage, Long> stateless(BiConsumer<StatelessSession, Long> work) {
    return (stage, id) -> stage.writeStateless(session -> work.accept(session, id));
  }

  private static void collections(Session session, long id) {
    Book book = session.find(Book.class, id);

    assertThat(book.tags).containsExactly("new");
    assertThat(book.reviews).hasSize(1);
  }

  private static void query(Session session, long id, boolean cacheable) {
    assertThat(
            session
                .createSelectionQuery("select b.title from Book b where b.id = :id", String.class)
                .setParameter("id", id)
                .setCacheable(cacheable)
                .getResultList())
        .containsExactly("new");
  }

  @SuppressWarnings("deprecation") // what replaces it came with 7.3
  private static void naturalId(Session session, long id) {
    assertThat(session.bySimpleNaturalId(Book.class).load(Picture.firstIsbn(id)).id).isEqualTo(id);
  }

  private static void insertAndDelete(Session session, long id) {
    Note note = new Note(-id, "not for long");
    session.persist(note);
    session.flush();
    session.remove(note);
  }
}
