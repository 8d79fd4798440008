// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Note;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Without a version nothing in the entry tells which of two states is newer. */
class UnversionedRaceTest {
  private static final Shelves SHELVES = new Shelves();

  /** What happens between the begin of a snapshot and the fill from it. */
  enum Meanwhile {
    UPDATE((stage, id) -> stage.write(session -> session.find(Note.class, id).text = "new")),
    UPDATE_TWICE(
        (stage, id) -> {
          stage.write(session -> session.find(Note.class, id).text = "newer");
          stage.write(session -> session.find(Note.class, id).text = "newest");
        }),
    UPDATE_AND_BACK(
        (stage, id) -> {
          stage.write(session -> session.find(Note.class, id).text = "new");
          stage.write(session -> session.find(Note.class, id).text = "old");
        }),
    UPDATE_ROLLED_BACK(
        (stage, id) -> {
          stage.rollBack(
              session -> {
                session.find(Note.class, id).text = "never";
                session.flush();
              });
        }),
    DELETE((stage, id) -> stage.write(session -> session.remove(session.find(Note.class, id)))),
    DELETE_AND_INSERT(
        (stage, id) -> {
          stage.write(session -> session.remove(session.find(Note.class, id)));
          stage.write(session -> session.persist(new Note(id, "again")));
        }),
    BULK_HQL(
        (stage, id) ->
            stage.write(
                session ->
                    session
                        .createMutationQuery("update Note set text = 'bulk' where id = :id")
                        .setParameter("id", id)
                        .executeUpdate())),
    STATELESS_BULK_HQL(
        (stage, id) ->
            stage.writeStateless(
                session ->
                    session
                        .createMutationQuery("update Note set text = 'bulk' where id = :id")
                        .setParameter("id", id)
                        .executeUpdate())),
    NATIVE(
        (stage, id) ->
            stage.write(
                session ->
                    session
                        .createNativeMutationQuery("update Note set text = 'n' where id = :id")
                        .setParameter("id", id)
                        .executeUpdate())),
    CHANGE_FROM_OUTSIDE_AND_EVICT(
        (stage, id) -> {
          stage.sql("update Note set text = 'outside' where id = " + id);
          stage.factory.getCache().evictEntityData(Note.class, id);
        });

    private final BiConsumer<Stage, Long> work;

    Meanwhile(BiConsumer<Stage, Long> work) {
      this.work = work;
    }
  }

  @AfterAll
  static void closeShelves() {
    SHELVES.close();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cases")
  void fill_fromASnapshotOlderThan_leavesNothingOld(
      AccessType strategy, Meanwhile meanwhile, Race.Entry entry) throws SQLException {
    Shelf shelf = SHELVES.of(strategy, () -> snapshots(strategy));
    long id = shelf.newId();
    shelf.stage().write(session -> session.persist(new Note(id, "old")));
    if (entry == Race.Entry.NEVER_THERE) {
      shelf.evictAll();
    }

    try (Session reader = shelf.stage().factory.openSession()) {
      reader.beginTransaction();
      reader.doWork(connection -> text(connection, id));
      meanwhile.work.accept(shelf.stage(), id);
      if (entry == Race.Entry.EVICTED_AFTER_THE_CHANGE) {
        shelf.evictAll();
      }
      reader.find(Note.class, id);
      reader.getTransaction().commit();
    }

    Optional<String> truth = inDatabase(shelf.stage(), id);
    assertThat(text(shelf, id)).isEqualTo(truth);
    assertThat(text(shelf, id)).isEqualTo(truth);
    assertThat(shelf.stage().isCached(Note.class, id)).isEqualTo(truth.isPresent());
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (AccessType strategy : List.of(AccessType.READ_WRITE, AccessType.NONSTRICT_READ_WRITE)) {
      for (Meanwhile meanwhile : Meanwhile.values()) {
        for (Race.Entry entry : Race.Entry.values()) {
          cases.add(Arguments.of(strategy, meanwhile, entry));
        }
      }
    }
    return cases.stream();
  }

  private static Shelf snapshots(AccessType strategy) {
    return new Shelf(
        Stage.builder(strategy).urlSuffix(LateReader.ON_OLD_SNAPSHOT.urlSuffix()).open());
  }

  private static Optional<String> text(Shelf shelf, long id) {
    return shelf
        .stage()
        .read(session -> Optional.ofNullable(session.find(Note.class, id)).map(note -> note.text));
  }

  private static Optional<String> inDatabase(Stage stage, long id) throws SQLException {
    try (Connection connection = stage.connection()) {
      return text(connection, id);
    }
  }

  private static Optional<String> text(Connection connection, long id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select text from Note where id = ?")) {
      select.setLong(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
