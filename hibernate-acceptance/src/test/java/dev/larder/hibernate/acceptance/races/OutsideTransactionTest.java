// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.races;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.larder.hibernate.acceptance.Reading;
import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.Session;
import org.hibernate.SessionEventListener;
import org.hibernate.StatelessSession;
import org.hibernate.Version;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * In auto-commit mode each statement is a transaction. A change that takes several is read, and
 * cached by whoever reads it, between them.
 */
class OutsideTransactionTest {

  @ParameterizedTest
  @EnumSource(names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void flush_ofARowInTwoTables_isSeenByNewSessions(AccessType strategy) {
    try (Stage stage = stage(strategy);
        Session session = stage.factory.openSession()) {
      Ledger row = session.find(Ledger.class, 1L);
      row.text = "new";
      row.rest = "new";
      readBeforeEachStatement(stage, session);
      session.flush();

      assertSettles(stage);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void bulkStatement_onTwoTables_isSeenByNewSessions(AccessType strategy) {
    try (Stage stage = stage(strategy);
        Session session = stage.factory.openSession()) {
      readBeforeEachStatement(stage, session);
      session.createMutationQuery("update Ledger set text = 'new', rest = 'new'").executeUpdate();

      assertSettles(stage);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void statelessUpdate_ofARowInTwoTables_isSeenByNewSessions(AccessType strategy) {
    assumeStatelessUpdatesAreTold();
    try (Stage stage = stage(strategy);
        StatelessSession session = stage.factory.openStatelessSession()) {
      Ledger row = session.get(Ledger.class, 1L);
      row.text = "new";
      row.rest = "new";
      readBeforeEachStatement(stage, session);
      session.update(row);

      assertThat(read(stage).value()).isEqualTo("new new");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_WRITE", "NONSTRICT_READ_WRITE"})
  void statelessUpdate_thatTheNextTransactionCommits_isSeenByNewSessions(AccessType strategy) {
    assumeStatelessUpdatesAreTold();
    try (Stage stage = stage(strategy, "false");
        StatelessSession session = stage.factory.openStatelessSession()) {
      Ledger row = session.get(Ledger.class, 1L);
      row.text = "new";
      row.rest = "new";
      session.update(row);
      session.beginTransaction();
      Reading<String> unused = read(stage);
      session.getTransaction().commit();

      assertThat(read(stage).value()).isEqualTo("new new");
    }
  }

  private static void assumeStatelessUpdatesAreTold() {
    assumeThat(Version.getVersionString())
        .as("6.6 tells the cache nothing of stateless updates")
        .doesNotStartWith("6.");
  }

  private static Stage stage(AccessType strategy) {
    return stage(strategy, "true");
  }

  private static Stage stage(AccessType strategy, String autoCommit) {
    return Stage.empty(strategy)
        .entity(Ledger.class)
        .with("hibernate.allow_update_outside_transaction", "true")
        .with("hibernate.connection.autocommit", autoCommit)
        .open()
        .set(stage -> stage.write(session -> session.persist(new Ledger())));
  }

  private static void readBeforeEachStatement(Stage stage, Object session) {
    ((SharedSessionContractImplementor) session)
        .getEventListenerManager()
        .addListener(
            new SessionEventListener() {
              private static final long serialVersionUID = 1;

              @Override
              public void jdbcExecuteStatementStart() {
                Reading<String> unused = read(stage);
              }
            });
  }

  private static Reading<String> read(Stage stage) {
    return Reading.of(stage, session -> session.find(Ledger.class, 1L).describe());
  }

  private static void assertSettles(Stage stage) {
    assertThat(read(stage).value()).isEqualTo("new new");
    assertThat(read(stage)).isEqualTo(Reading.cached("new new"));
  }
}
