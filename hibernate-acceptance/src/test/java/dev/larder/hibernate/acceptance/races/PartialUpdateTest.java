// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An update that writes only some columns says nothing of the others. A bulk statement changes them
 * without raising the version, so the update does not fail.
 */
class PartialUpdateTest {

  /** How the other column is changed while the updating session has the row. */
  enum Bulk {
    HQL {
      @Override
      void run(Stage stage) {
        stage.write(
            session ->
                session.createMutationQuery("update Ledger set rest = 'new'").executeUpdate());
      }
    },
    STATELESS_HQL {
      @Override
      void run(Stage stage) {
        stage.writeStateless(
            session ->
                session.createMutationQuery("update Ledger set rest = 'new'").executeUpdate());
      }
    },
    NATIVE {
      @Override
      void run(Stage stage) {
        stage.write(
            session ->
                session
                    .createNativeMutationQuery("update LedgerRest set rest = 'new'")
                    .executeUpdate());
      }
    },
    OUTSIDE_AND_EVICTED {
      @Override
      void run(Stage stage) {
        stage.sql("update LedgerRest set rest = 'new'");
        stage.factory.getCache().evictEntityData(Ledger.class);
      }
    },
    OUTSIDE_AND_KEY_EVICTED {
      @Override
      void run(Stage stage) {
        stage.sql("update LedgerRest set rest = 'new'");
        stage.factory.getCache().evictEntityData(Ledger.class, 1L);
      }
    },
    OUTSIDE_AND_KEY_EVICTED_AND_LOADED {
      @Override
      void run(Stage stage) {
        OUTSIDE_AND_KEY_EVICTED.run(stage);
        stage.read(session -> session.find(Ledger.class, 1L));
      }
    };

    abstract void run(Stage stage);
  }

  @ParameterizedTest
  @EnumSource
  void update_ofAnotherColumnThanABulkStatementSinceItWasRead_leavesBoth(Bulk bulk) {
    try (Stage stage = stage();
        Session session = stage.factory.openSession()) {
      session.beginTransaction();
      Ledger row = session.find(Ledger.class, 1L);
      bulk.run(stage);
      row.text = "new";
      session.getTransaction().commit();

      assertSettlesOnBoth(stage);
    }
  }

  @ParameterizedTest
  @EnumSource
  void update_inALaterTransactionThanTheBulkStatement_leavesBoth(Bulk bulk) {
    try (Stage stage = stage();
        Session session = stage.factory.openSession()) {
      session.beginTransaction();
      Ledger row = session.find(Ledger.class, 1L);
      session.getTransaction().commit();
      bulk.run(stage);
      session.beginTransaction();
      row.text = "new";
      session.getTransaction().commit();

      assertSettlesOnBoth(stage);
    }
  }

  @ParameterizedTest
  @EnumSource
  void update_ofASessionThatBeganAfterTheBulkStatement_isPublished(Bulk bulk) {
    try (Stage stage = stage()) {
      bulk.run(stage);
      stage.write(session -> session.find(Ledger.class, 1L).text = "new");

      assertThat(read(stage)).isEqualTo(Reading.cached("new new"));
    }
  }

  private static void assertSettlesOnBoth(Stage stage) {
    assertThat(read(stage).value()).isEqualTo("new new");
    assertThat(read(stage)).isEqualTo(Reading.cached("new new"));
  }

  private static Stage stage() {
    return Stage.empty(AccessType.READ_WRITE)
        .entity(Ledger.class)
        .open()
        .set(stage -> stage.write(session -> session.persist(new Ledger())));
  }

  private static Reading<String> read(Stage stage) {
    return Reading.of(stage, session -> session.find(Ledger.class, 1L).describe());
  }
}
