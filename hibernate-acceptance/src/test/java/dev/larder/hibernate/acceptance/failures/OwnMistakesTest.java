// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Stage;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** The application's own classes go wrong where only a cache asks them: no transaction fails. */
class OwnMistakesTest {
  private static final Label LABEL = new Label("to whom it may concern");

  @Test
  void find_versionedByATypeOfItsOwn_isCached() {
    try (Stage stage = drafts()) {
      stage.write(session -> session.find(Draft.class, 1L).text = "new");

      assertThat(stage.isCached(Draft.class, 1L)).isTrue();
      assertThat(stage.read(session -> session.find(Draft.class, 1L)).text).isEqualTo("new");
    }
  }

  @Test
  void query_overACachedVersionThatCannotBeCompared_works() {
    try (Stage stage = drafts()) {
      stage.read(session -> session.find(Draft.class, 1L));
      int met;
      List<Draft> found;
      try (Trouble trouble = Trouble.begin()) {
        found = stage.read(OwnMistakesTest::allDrafts);
        met = trouble.met();
      }

      assertThat(met).as("comparisons").isPositive();
      assertThat(found).extracting(draft -> draft.text).containsExactly("old");
    }
  }

  @Test
  void update_whileVersionsCannotBeCompared_isSeen() {
    try (Stage stage = drafts()) {
      stage.read(session -> session.find(Draft.class, 1L));
      try (Trouble unused = Trouble.begin()) {
        stage.write(session -> allDrafts(session).get(0).text = "new");
        stage.read(OwnMistakesTest::allDrafts);
      }

      assertThat(stage.read(session -> session.find(Draft.class, 1L)).text).isEqualTo("new");
      assertThat(stage.isCached(Draft.class, 1L)).isTrue();
    }
  }

  private static List<Draft> allDrafts(Session session) {
    return session.createSelectionQuery("from Draft", Draft.class).getResultList();
  }

  private static Stage drafts() {
    Stage stage = Stage.empty(AccessType.READ_WRITE).entity(Draft.class).open();
    stage.write(session -> session.persist(new Draft(1, "old")));
    return stage;
  }

  @Test
  void find_byAnIdThatCannotBeTakenApart_works() {
    try (Stage stage = parcels()) {
      int met;
      String text;
      try (Trouble trouble = Trouble.begin()) {
        text = stage.read(session -> session.find(Parcel.class, LABEL)).text;
        met = trouble.met();
      }

      assertThat(met).as("keys").isPositive();
      assertThat(text).isEqualTo("old");
    }
  }

  @Test
  void update_ofAnIdThatCannotBeTakenApart_isSeen() {
    try (Stage stage = parcels()) {
      stage.read(session -> session.find(Parcel.class, LABEL));
      try (Trouble unused = Trouble.begin()) {
        stage.write(
            session ->
                session.createSelectionQuery("from Parcel", Parcel.class).getSingleResult().text =
                    "new");
      }

      assertThat(stage.read(session -> session.find(Parcel.class, LABEL)).text).isEqualTo("new");
    }
  }

  @Test
  void remove_ofAnIdThatCannotBeTakenApart_isSeen() {
    try (Stage stage = parcels()) {
      stage.read(session -> session.find(Parcel.class, LABEL));
      try (Trouble unused = Trouble.begin()) {
        stage.write(
            session ->
                session.remove(
                    session.createSelectionQuery("from Parcel", Parcel.class).getSingleResult()));
      }

      Parcel found = stage.read(session -> session.find(Parcel.class, LABEL));
      assertThat(found).isNull();
    }
  }

  @Test
  void evict_ofAnIdThatCannotBeTakenApart_drops() {
    try (Stage stage = parcels()) {
      stage.read(session -> session.find(Parcel.class, LABEL));
      stage.sql("update Parcel set text = 'new'");
      try (Trouble unused = Trouble.begin()) {
        stage.factory.getCache().evictEntityData(Parcel.class, LABEL);
      }

      assertThat(stage.read(session -> session.find(Parcel.class, LABEL)).text).isEqualTo("new");
    }
  }

  private static Stage parcels() {
    Stage stage = Stage.empty(AccessType.READ_WRITE).entity(Parcel.class).open();
    stage.write(session -> session.persist(new Parcel(LABEL, "old")));
    return stage;
  }

  @Test
  void transactions_onAnIdThatThrowsWhenHashed_work() {
    try (Stage stage = seats()) {
      stage.read(session -> session.find(Seat.class, new SeatId(1, 1)));
      int met;
      try (Trouble trouble = Trouble.begin()) {
        stage.read(session -> session.find(Seat.class, new SeatId(1, 1)));
        stage.write(session -> session.find(Seat.class, new SeatId(1, 1)).text = "new");
        met = trouble.met();
      }

      assertThat(met).as("keys").isPositive();
      assertThat(stage.read(session -> session.find(Seat.class, new SeatId(1, 1))).text)
          .isEqualTo("new");
    }
  }

  private static Stage seats() {
    Stage stage =
        Stage.empty(AccessType.READ_WRITE)
            .entity(Seat.class)
            .with("hibernate.cache.keys_factory", "simple")
            .open();
    stage.write(session -> session.persist(new Seat(new SeatId(1, 1), "old")));
    return stage;
  }

  @Test
  void transactions_onAnEntityWhoseHashCodeLies_areSeenAndCached() {
    try (Stage stage =
        Stage.empty(AccessType.READ_WRITE)
            .entity(Liar.class)
            .collection(Liar.class, "stories")
            .open()) {
      stage.write(session -> session.persist(new Liar(1, "old")));
      stage.write(session -> session.find(Liar.class, 1L).stories.add("once"));
      stage.write(session -> session.find(Liar.class, 1L).text = "new");
      List<String> stories = stage.read(OwnMistakesTest::stories);

      assertThat(stage.isCached(Liar.class, 1L)).isTrue();
      assertThat(stage.statements(() -> stage.read(OwnMistakesTest::stories))).isZero();
      assertThat(stage.read(session -> session.find(Liar.class, 1L)).text).isEqualTo("new");
      assertThat(stories).containsExactly("once");
    }
  }

  private static List<String> stories(Session session) {
    Liar liar = session.find(Liar.class, 1L);
    Hibernate.initialize(liar.stories);
    return liar.stories;
  }
}
