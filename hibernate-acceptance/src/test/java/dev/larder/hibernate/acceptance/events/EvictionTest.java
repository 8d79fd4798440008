// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Cache;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each method of the eviction API takes out what it names, and nothing else. */
class EvictionTest {
  private static final String TAGS = Book.class.getName() + ".tags";

  /** What the cache holds of book 1, its tags, its natural id, book 2, and note 1. */
  record Holdings(boolean book, boolean tags, boolean isbn, boolean otherBook, boolean note) {}

  /** A way to evict, and what it leaves. */
  enum Eviction {
    ENTITY_BY_ID(new Holdings(false, true, true, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictEntityData(Book.class, 1L);
      }
    },
    ENTITY_BY_NAME_AND_ID(new Holdings(false, true, true, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictEntityData(Book.class.getName(), 1L);
      }
    },
    JPA_EVICT(new Holdings(false, true, true, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evict(Book.class, 1L);
      }
    },
    ENTITY_CLASS(new Holdings(false, true, true, false, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictEntityData(Book.class);
      }
    },
    EVERY_ENTITY(new Holdings(false, true, true, false, false)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictEntityData();
      }
    },
    ALL(new Holdings(false, true, true, false, false)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictAll();
      }
    },
    COLLECTION_BY_OWNER(new Holdings(true, false, true, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictCollectionData(TAGS, 1L);
      }
    },
    COLLECTION_ROLE(new Holdings(true, false, true, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictCollectionData(TAGS);
      }
    },
    EVERY_COLLECTION(new Holdings(true, false, true, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictCollectionData();
      }
    },
    NATURAL_ID_OF_CLASS(new Holdings(true, true, false, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictNaturalIdData(Book.class);
      }
    },
    EVERY_NATURAL_ID(new Holdings(true, true, false, true, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictNaturalIdData();
      }
    },
    REGION_BY_NAME(new Holdings(false, true, true, false, true)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictRegion(Book.class.getName());
      }
    },
    EVERY_REGION(new Holdings(false, false, false, false, false)) {
      @Override
      void applyTo(Cache cache) {
        cache.evictAllRegions();
      }
    };

    final Holdings left;

    Eviction(Holdings left) {
      this.left = left;
    }

    abstract void applyTo(Cache cache);
  }

  static Stream<Arguments> evictions() {
    return Stream.of(AccessType.READ_ONLY, AccessType.NONSTRICT_READ_WRITE, AccessType.READ_WRITE)
        .flatMap(
            strategy ->
                Stream.of(Eviction.values()).map(eviction -> Arguments.of(strategy, eviction)));
  }

  @ParameterizedTest
  @MethodSource("evictions")
  void eviction_takesOutWhatItNamesAlone(AccessType strategy, Eviction eviction) {
    try (Stage stage = stage(strategy)) {
      eviction.applyTo(stage.factory.getCache());

      assertThat(holdings(stage)).isEqualTo(eviction.left);
    }
  }

  @ParameterizedTest
  @MethodSource("evictions")
  void eviction_ofRowsChangedBehindUs_bringsTheNewState(AccessType strategy, Eviction eviction) {
    try (Stage stage = stage(strategy)) {
      Holdings left = eviction.left;
      stage.sql("update Book set title = 'behind'");
      stage.sql("update Book_tags set tags = 'behind'");

      eviction.applyTo(stage.factory.getCache());

      assertThat(Reading.of(stage, session -> session.find(Book.class, 1L).title).value())
          .isEqualTo(left.book() ? "one" : "behind");
      assertThat(Reading.of(stage, EvictionTest::tags).value())
          .containsExactly(left.tags() ? "tag" : "behind");
    }
  }

  @EveryWritableCase
  void evict_insideATransactionThatChangedTheRow_leavesTheCommittedState(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.commit(
          session -> {
            scene.change(session, "new");
            scene.evict();
          });

      scene.assertSettlesOn("new");
    }
  }

  @EveryWritableCase
  void evictAllRegions_insideATransactionThatIsRolledBack_leavesTheOldState(Case given) {
    try (Scene scene = Scene.of(given)) {
      scene.rollBack(
          session -> {
            scene.change(session, "never");
            scene.stage.factory.getCache().evictAllRegions();
            scene.textAfterClear(session);
          });

      scene.assertSettlesOn("old");
    }
  }

  @EveryCase
  void evict_ofAnEmptyCache_isNoError(Case given) {
    try (Scene scene = Scene.empty(given)) {
      scene.evict();
      scene.stage.factory.getCache().evictAllRegions();
      scene.commit(session -> scene.insert(session, "new"));

      scene.assertSettlesOn("new");
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.of(strategy)
        .set(
            stage -> {
              stage.write(
                  session -> {
                    Book book = new Book(1, "one");
                    book.tags.add("tag");
                    session.persist(book);
                    session.persist(new Book(2, "two"));
                    session.persist(new Note(1, "milk"));
                  });
              stage.write(
                  session -> {
                    Catalogue.title(session, "isbn-1");
                    tags(session);
                    session.find(Book.class, 2L);
                    session.find(Note.class, 1L);
                  });
              assertThat(holdings(stage)).isEqualTo(new Holdings(true, true, true, true, true));
            });
  }

  private static Holdings holdings(Stage stage) {
    Cache cache = stage.factory.getCache();
    boolean book = cache.containsEntity(Book.class, 1L);
    return new Holdings(
        book,
        cache.containsCollection(TAGS, 1L),
        resolvesFromCache(stage),
        cache.containsEntity(Book.class, 2L),
        cache.containsEntity(Note.class, 1L));
  }

  /** There is no method that asks, and the look-up loads book 1: so that one is asked before. */
  private static boolean resolvesFromCache(Stage stage) {
    long hits = stage.statistics().getNaturalIdCacheHitCount();
    stage.write(session -> Catalogue.title(session, "isbn-1"));
    return stage.statistics().getNaturalIdCacheHitCount() == hits + 1;
  }

  private static List<String> tags(Session session) {
    return List.copyOf(session.find(Book.class, 1L).tags);
  }
}
