// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.events;

import static dev.larder.hibernate.acceptance.events.Catalogue.NOBODY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Reading;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;

/** A natural id resolves to the book that has it by the last commit, whatever happened to it. */
class NaturalIdEventsTest {

  @EveryStrategy
  void load_ofAnEvictedResolution_fills(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.factory.getCache().evictNaturalIdData();

      Reading<String> first = catalogue.read("isbn-1");
      Reading<String> second = catalogue.read("isbn-1");

      assertThat(first).isEqualTo(Reading.loaded("first"));
      assertThat(second).isEqualTo(Reading.cached("first"));
    }
  }

  @EveryStrategy
  void insert_committed_resolves(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.read("isbn-3");

      catalogue.stage.write(session -> Catalogue.insert(session, 3, "third", "isbn-3"));

      catalogue.assertSettlesOn("isbn-3", "third");
    }
  }

  @EveryStrategy
  void insert_rolledBack_resolvesToNobody(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.rollBack(
          session -> {
            Catalogue.insert(session, 3, "never", "isbn-3");
            session.clear();
            assertThat(Catalogue.title(session, "isbn-3")).isEqualTo("never");
          });

      catalogue.assertSettlesOn("isbn-3", NOBODY);
    }
  }

  @EveryWritableStrategy
  void change_committed_resolvesByTheNewOneOnly(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(session -> Catalogue.rename(session, 1, "isbn-9"));

      assertRenamed(catalogue);
    }
  }

  @EveryWritableStrategy
  void change_rolledBack_resolvesByTheOldOneOnly(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.rollBack(session -> Catalogue.rename(session, 1, "isbn-9"));

      assertNamedAsBefore(catalogue);
    }
  }

  @EveryWritableStrategy
  void change_readAgainInItsOwnTransactionThenRolledBack_leavesNoTrace(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      List<String> seen = new ArrayList<>();

      catalogue.stage.rollBack(
          session -> {
            Catalogue.rename(session, 1, "isbn-9");
            session.clear();
            seen.add(Catalogue.title(session, "isbn-9"));
            seen.add(Catalogue.title(session, "isbn-1"));
          });

      assertThat(seen).containsExactly("first", NOBODY);
      assertNamedAsBefore(catalogue);
    }
  }

  @EveryWritableStrategy
  void change_notYetCommitted_leavesOthersTheOldOne(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      List<String> seen = new ArrayList<>();

      catalogue.stage.write(
          session -> {
            Catalogue.rename(session, 1, "isbn-9");
            seen.add(catalogue.read("isbn-1").value());
            seen.add(catalogue.read("isbn-9").value());
          });

      assertThat(seen).containsExactly("first", NOBODY);
      assertRenamed(catalogue);
    }
  }

  @EveryWritableStrategy
  void change_thereAndBackInOneTransaction_resolvesAsBefore(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(
          session -> {
            Catalogue.rename(session, 1, "isbn-9");
            Catalogue.rename(session, 1, "isbn-1");
          });

      assertNamedAsBefore(catalogue);
    }
  }

  @EveryWritableStrategy
  void change_ofSomethingElse_keepsTheResolution(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(session -> Catalogue.find(session, "isbn-1").orElseThrow().price = 7);

      catalogue.assertSettlesOn("isbn-1", "first");
    }
  }

  @EveryWritableStrategy
  void swap_committed_resolvesCrosswise(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(NaturalIdEventsTest::swap);

      catalogue.assertSettlesOn("isbn-1", "second");
      catalogue.assertSettlesOn("isbn-2", "first");
      catalogue.assertSettlesOn("between", NOBODY);
    }
  }

  @EveryWritableStrategy
  void swap_rolledBack_resolvesAsBefore(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.rollBack(NaturalIdEventsTest::swap);

      catalogue.assertSettlesOn("isbn-1", "first");
      catalogue.assertSettlesOn("isbn-2", "second");
      catalogue.assertSettlesOn("between", NOBODY);
    }
  }

  @EveryStrategy
  void delete_committed_resolvesToNobody(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(session -> Catalogue.delete(session, 1));

      catalogue.assertSettlesOn("isbn-1", NOBODY);
    }
  }

  @EveryStrategy
  void delete_rolledBack_resolvesAsBefore(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.rollBack(session -> Catalogue.delete(session, 1));

      catalogue.assertSettlesOn("isbn-1", "first");
    }
  }

  @EveryStrategy
  void delete_readByAnotherBeforeItsCommit_resolvesToNobody(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      List<String> seen = new ArrayList<>();

      catalogue.stage.write(
          session -> {
            Catalogue.delete(session, 1);
            seen.add(catalogue.read("isbn-1").value());
          });

      assertThat(seen).containsExactly("first");
      catalogue.assertSettlesOn("isbn-1", NOBODY);
    }
  }

  @EveryStrategy
  void naturalId_ofADeletedBook_goesToTheNextInOneTransaction(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(
          session -> {
            Catalogue.delete(session, 1);
            Catalogue.insert(session, 3, "heir", "isbn-1");
          });

      catalogue.assertSettlesOn("isbn-1", "heir");
    }
  }

  @EveryStrategy
  void naturalId_ofADeletedBook_staysWhenTheNextIsRolledBack(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.rollBack(
          session -> {
            Catalogue.delete(session, 1);
            Catalogue.insert(session, 3, "never", "isbn-1");
          });

      catalogue.assertSettlesOn("isbn-1", "first");
    }
  }

  @EveryStrategy
  void naturalId_ofADeletedBook_goesToTheNextInAnotherTransaction(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(session -> Catalogue.delete(session, 1));
      catalogue.read("isbn-1");

      catalogue.stage.write(session -> Catalogue.insert(session, 3, "heir", "isbn-1"));

      catalogue.assertSettlesOn("isbn-1", "heir");
    }
  }

  @EveryWritableStrategy
  void naturalId_givenUp_goesToTheNextInOneTransaction(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(
          session -> {
            Catalogue.rename(session, 1, "isbn-9");
            Catalogue.rename(session, 2, "isbn-1");
          });

      catalogue.assertSettlesOn("isbn-1", "second");
      catalogue.assertSettlesOn("isbn-2", NOBODY);
      catalogue.assertSettlesOn("isbn-9", "first");
    }
  }

  @EveryWritableStrategy
  void hqlUpdate_ofNaturalIds_isSeen(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.write(NaturalIdEventsTest::renameByStatement);

      assertRenamed(catalogue);
    }
  }

  @EveryWritableStrategy
  void hqlUpdate_ofNaturalIdsRolledBack_leavesNoTrace(AccessType strategy) {
    try (Catalogue catalogue = Catalogue.of(strategy)) {
      catalogue.stage.rollBack(
          session -> {
            renameByStatement(session);
            assertThat(Catalogue.title(session, "isbn-9")).isEqualTo("first");
          });

      assertNamedAsBefore(catalogue);
    }
  }

  @Test
  void change_underReadOnly_isRefused() {
    try (Catalogue catalogue = Catalogue.of(AccessType.READ_ONLY)) {
      assertThatThrownBy(
              () -> catalogue.stage.write(session -> Catalogue.rename(session, 1, "isbn-9")))
          .isInstanceOf(UnsupportedOperationException.class);

      catalogue.assertSettlesOn("isbn-1", "first");
    }
  }

  private static void renameByStatement(Session session) {
    session.createMutationQuery("update Book set isbn = 'isbn-9' where id = 1").executeUpdate();
  }

  private static void assertRenamed(Catalogue catalogue) {
    catalogue.assertSettlesOn("isbn-1", NOBODY);
    catalogue.assertSettlesOn("isbn-9", "first");
  }

  private static void assertNamedAsBefore(Catalogue catalogue) {
    catalogue.assertSettlesOn("isbn-9", NOBODY);
    catalogue.assertSettlesOn("isbn-1", "first");
  }

  private static void swap(Session session) {
    Catalogue.rename(session, 1, "between");
    Catalogue.rename(session, 2, "isbn-1");
    Catalogue.rename(session, 1, "isbn-2");
  }
}
