// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Note;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.Interceptor;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.type.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under READ_ONLY rows may come and go, and never change. */
class ReadOnlyRaceTest {
  private static final Shelf SHELF = new Shelf(Stage.of(AccessType.READ_ONLY));

  /** What happens between the read of a row and the fill. */
  enum Meanwhile {
    DELETE((stage, id) -> stage.write(session -> session.remove(session.find(Note.class, id)))),
    DELETE_ROLLED_BACK(
        (stage, id) -> stage.rollBack(session -> session.remove(session.find(Note.class, id)))),
    BULK_DELETE(
        (stage, id) ->
            stage.write(
                session ->
                    session
                        .createMutationQuery("delete Note where id = :id")
                        .setParameter("id", id)
                        .executeUpdate())),
    DELETE_AND_INSERT(
        (stage, id) -> {
          stage.write(session -> session.remove(session.find(Note.class, id)));
          stage.write(session -> session.persist(new Note(id, "again")));
        }),
    CHANGE_FROM_OUTSIDE_AND_EVICT(
        (stage, id) -> {
          stage.sql("update Note set text = 'outside' where id = " + id);
          stage.factory.getCache().evictEntityData(Note.class, id);
        }),
    DELETE_FROM_OUTSIDE_AND_EVICT_ALL(
        (stage, id) -> {
          stage.sql("delete from Note where id = " + id);
          stage.factory.getCache().evictAllRegions();
        });

    private final BiConsumer<Stage, Long> work;

    Meanwhile(BiConsumer<Stage, Long> work) {
      this.work = work;
    }
  }

  @AfterAll
  static void closeShelf() {
    SHELF.close();
  }

  @ParameterizedTest
  @EnumSource
  void fill_overlapping_leavesNothingOld(Meanwhile meanwhile) {
    long id = SHELF.newId();
    SHELF.stage().write(session -> session.persist(new Note(id, "new")));
    SHELF.evictAll();

    readPausedAtTheRow(id, () -> meanwhile.work.accept(SHELF.stage(), id));

    assertThat(text(id)).isEqualTo(textInDatabase(id));
    assertThat(text(id)).isEqualTo(textInDatabase(id));
    assertThat(SHELF.stage().isCached(Note.class, id)).isEqualTo(text(id).isPresent());
  }

  @Test
  void update_ofACachedEntity_isRefusedAndChangesNothing() {
    long id = SHELF.newId();
    SHELF.stage().write(session -> session.persist(new Note(id, "new")));

    assertThatThrownBy(
            () -> SHELF.stage().write(session -> session.find(Note.class, id).text = "changed"))
        .hasStackTraceContaining(UnsupportedOperationException.class.getName());

    assertThat(text(id)).contains("new");
    assertThat(textInDatabase(id)).contains("new");
  }

  private static void readPausedAtTheRow(long id, Runnable meanwhile) {
    Interceptor pause =
        new Interceptor() {
          @Override
          public boolean onLoad(
              Object entity, Object key, Object[] state, String[] propertyNames, Type[] types) {
            meanwhile.run();
            return false;
          }
        };
    try (Session session = SHELF.stage().factory.withOptions().interceptor(pause).openSession()) {
      session.beginTransaction();
      session.find(Note.class, id);
      session.getTransaction().commit();
    }
  }

  private static Optional<String> text(long id) {
    return SHELF
        .stage()
        .read(session -> Optional.ofNullable(session.find(Note.class, id)).map(note -> note.text));
  }

  private static Optional<String> textInDatabase(long id) {
    return SHELF
        .stage()
        .read(
            session ->
                session
                    .createNativeQuery("select text from Note where id = :id", String.class)
                    .setParameter("id", id)
                    .uniqueResultOptional());
  }
}
