// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.RegionBeans;
import dev.larder.hibernate.acceptance.RegionBeans.Observed;
import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import dev.larder.hibernate.acceptance.shop.Note;
import dev.larder.hibernate.management.RegionMXBean;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cache.spi.RegionFactory;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;

/** What a region does while it cannot reach its store, as its bean tells. */
class CutOffLinkTest {
  private static final int JOURNAL = 10_000;

  @Test
  void read_secondOneWhileCutOff_isNotSentToTheStore() {
    try (Observed shop = open()) {
      RegionMXBean notes = shop.beans().region(Note.class);
      long before;
      long afterTheFirst;
      long afterMore;
      try (Cut unused = Cut.now()) {
        before = notes.getFailures();
        find(shop.stage(), 1);
        afterTheFirst = notes.getFailures();
        LongStream.rangeClosed(1, 20).forEach(id -> find(shop.stage(), id));
        afterMore = notes.getFailures();
      }

      assertThat(afterTheFirst - before).isEqualTo(1);
      assertThat(afterMore).isEqualTo(afterTheFirst);
    }
  }

  @Test
  void commit_ofManyKeysLockedBeforeTheFirstCall_meetsOneDeadline() {
    try (Observed shop = open()) {
      RegionMXBean notes = shop.beans().region(Note.class);
      long failures;
      try (var session = shop.stage().factory.openSession()) {
        session.beginTransaction();
        List<Note> read = LongStream.rangeClosed(1, 20).mapToObj(id -> get(session, id)).toList();
        try (Cut unused = Cut.now()) {
          read.forEach(note -> note.text = "new");
          session.getTransaction().commit();
          failures = notes.getFailures();
        }
      }

      assertThat(failures).isEqualTo(1);
      assertThat(shop.stage().read(session -> get(session, 7)).text).isEqualTo("new");
    }
  }

  private static Note get(Session session, long id) {
    return session.find(Note.class, id);
  }

  @Test
  void region_cutOff_saysSoAndNoMoreWhenRestored() {
    try (Observed shop = open()) {
      RegionMXBean notes = shop.beans().region(Note.class);
      boolean whileCut;
      try (Cut unused = Cut.now()) {
        find(shop.stage(), 1);
        whileCut = notes.isDetached();
      }

      assertThat(whileCut).isTrue();
      assertThat(notes.isDetached()).isFalse();
      assertThat(notes.getJournalled()).isZero();
    }
  }

  @Test
  void change_cutOff_isJournalledUntilItIsTold() {
    try (Observed shop = open()) {
      RegionMXBean notes = shop.beans().region(Note.class);
      int whileCut;
      try (Cut unused = Cut.now()) {
        shop.stage().write(session -> get(session, 1).text = "new");
        whileCut = notes.getJournalled();
      }

      assertThat(whileCut).isPositive();
      assertThat(notes.getJournalled()).isZero();
      assertThat(shop.stage().read(session -> get(session, 1)).text).isEqualTo("new");
    }
  }

  @Test
  void entry_thatNobodyChangedMeanwhile_isStillThere() {
    try (Observed shop = open()) {
      find(shop.stage(), 1);
      find(shop.stage(), 2);
      try (Cut unused = Cut.now()) {
        shop.stage().write(session -> get(session, 2).text = "new");
      }

      assertThat(shop.stage().isCached(Note.class, 1L)).isTrue();
      assertThat(shop.stage().isCached(Note.class, 2L)).isFalse();
      assertThat(shop.stage().isCached(Note.class, 2L)).isTrue();
    }
  }

  @Test
  void change_ofMoreKeysThanTheJournalKeeps_leavesNothingOld() {
    try (Observed shop = open()) {
      Stage stage = shop.stage();
      stage.sql("insert into Note select x, 'old' from system_range(21, " + (JOURNAL + 50) + ")");
      List<Note> before = stage.read(CutOffLinkTest::all);
      RegionMXBean notes = shop.beans().region(Note.class);
      long cached = notes.getEntries();
      int journalled;
      try (Cut unused = Cut.now()) {
        stage.write(session -> all(session).forEach(note -> note.text = "new"));
        journalled = notes.getJournalled();
      }

      List<String> after = stage.read(CutOffLinkTest::everyOne);
      assertThat(before).hasSize(JOURNAL + 50);
      assertThat(cached).isGreaterThan(JOURNAL / 2);
      assertThat(journalled).isEqualTo(JOURNAL);
      assertThat(notes.getJournalled()).isZero();
      assertThat(after).hasSize(JOURNAL + 50).containsOnly("new");
    }
  }

  private static List<Note> all(Session session) {
    return session.createSelectionQuery("from Note", Note.class).getResultList();
  }

  private static List<String> everyOne(Session session) {
    return LongStream.rangeClosed(1, JOURNAL + 50).mapToObj(id -> get(session, id).text).toList();
  }

  @Test
  void timestamps_cutOff_keepRising() {
    try (Observed shop = open()) {
      RegionFactory regions =
          shop.stage()
              .factory
              .unwrap(SessionFactoryImplementor.class)
              .getCache()
              .getRegionFactory();
      long before = regions.nextTimestamp();
      long cachingBefore = cachingTimestamp(shop.stage().factory);
      long during;
      long cachingDuring;
      try (Cut unused = Cut.now()) {
        shop.stage().write(session -> get(session, 1).text = "new");
        during = regions.nextTimestamp();
        cachingDuring = cachingTimestamp(shop.stage().factory);
      }

      assertThat(during).isGreaterThanOrEqualTo(before);
      assertThat(cachingDuring).isGreaterThanOrEqualTo(cachingBefore);
      assertThat(regions.nextTimestamp()).isGreaterThanOrEqualTo(during);
    }
  }

  private static long cachingTimestamp(SessionFactory factory) {
    return factory.fromTransaction(
        session ->
            session
                .unwrap(SharedSessionContractImplementor.class)
                .getCacheTransactionSynchronization()
                .getCachingTimestamp());
  }

  @Test
  void sessionFactory_openedWhileOthersAreCutOff_caches() {
    try (Observed shop = open();
        Cut unused = Cut.now();
        Stage later =
            Stage.builder(AccessType.READ_WRITE)
                .on(shop.stage())
                .with("hibernate.cache.region_prefix", "later")
                .open()) {
      find(later, 1);

      assertThat(later.isCached(Note.class, 1L)).isTrue();
      assertThat(shop.stage().isCached(Note.class, 1L)).isFalse();
    }
  }

  @Test
  void change_cutOff_isNotServedOldToAnotherFactoryOfTheRegion() {
    try (Observed shop = open();
        Stage other = Cut.stage(AccessType.READ_WRITE).on(shop.stage()).open()) {
      find(other, 1);
      String meanwhile;
      try (Cut unused = Cut.now()) {
        shop.stage().write(session -> get(session, 1).text = "new");
        meanwhile = other.read(session -> get(session, 1)).text;
      }

      assertThat(meanwhile).isEqualTo("new");
      assertThat(other.read(session -> get(session, 1)).text).isEqualTo("new");
      assertThat(other.isCached(Note.class, 1L)).isTrue();
    }
  }

  @Test
  void sessionFactory_closedWhileCutOff_closes() {
    Observed shop = open();
    try (Cut unused = Cut.now()) {
      shop.stage().write(session -> session.persist(new Book(1, "new")));
      shop.close();
    }

    assertThat(shop.stage().factory.isClosed()).isTrue();
  }

  private static Observed open() {
    Observed shop = RegionBeans.open(() -> Cut.stage(AccessType.READ_WRITE).open());
    shop.stage().sql("insert into Note select x, 'old' from system_range(1, 20)");
    return shop;
  }

  private static void find(Stage stage, long id) {
    assertThat(stage.read(session -> get(session, id)).text).isNotNull();
  }
}
