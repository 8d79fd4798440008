// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;

/** What the database computes is never cached as it was before it did. */
class GeneratedValuesTest {

  @EveryStrategy
  void insert_committed_showsWhatTheDatabaseMade(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      assertSettlesOn(stage, "10 30 5", 30);
    }
  }

  @EveryWritableStrategy
  void update_committed_showsWhatTheDatabaseMade(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      assertSettlesOn(stage, "10 30 5", 30);

      stage.write(session -> weigh(session, 20));

      assertSettlesOn(stage, "20 60 10", 60);
    }
  }

  @EveryWritableStrategy
  void update_rolledBack_showsTheOldValues(AccessType strategy) {
    try (Stage stage = stage(strategy)) {
      assertSettlesOn(stage, "10 30 5", 30);

      stage.rollBack(
          session -> {
            weigh(session, 20);
            session.flush();
            session.clear();
            assertThat(parcel(session)).isEqualTo("20 60 10");
          });

      assertSettlesOn(stage, "10 30 5", 30);
    }
  }

  private static Stage stage(AccessType strategy) {
    return Stage.empty(strategy)
        .entity(Parcel.class)
        .entity(Letter.class)
        .open()
        .set(
            stage ->
                stage.write(
                    session -> {
                      session.persist(new Parcel(1, 10));
                      session.persist(new Letter(1, 10));
                    }));
  }

  private static void weigh(Session session, int grams) {
    session.find(Parcel.class, 1L).grams = grams;
    session.find(Letter.class, 1L).grams = grams;
  }

  private static String parcel(Session session) {
    return session.find(Parcel.class, 1L).describe();
  }

  private static void assertSettlesOn(Stage stage, String parcel, int letterCents) {
    for (int read = 0; read < 2; read++) {
      assertThat(Reading.of(stage, GeneratedValuesTest::parcel).value()).isEqualTo(parcel);
      int cents = stage.read(session -> session.find(Letter.class, 1L).cents);
      assertThat(cents).isEqualTo(letterCents);
    }
    assertThat(Reading.of(stage, GeneratedValuesTest::parcel).fromCache()).isTrue();
    assertThat(stage.isCached(Letter.class, 1L)).isTrue();
  }
}
