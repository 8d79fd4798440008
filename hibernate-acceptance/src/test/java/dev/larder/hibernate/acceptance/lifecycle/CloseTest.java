// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.hibernate.acceptance.Stage;
import dev.larder.hibernate.acceptance.shop.Book;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.hibernate.cache.spi.access.AccessType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a session factory takes what is its own and nothing else. */
class CloseTest {
  private static final long ID = 1;

  @Test
  void close_ofTheOnlyFactory_leavesNothing() throws InterruptedException {
    Leftovers leftovers = new Leftovers();
    boolean seenWhileOpen;
    try (Stage stage = Stage.of(AccessType.READ_WRITE)) {
      stage.write(session -> session.persist(new Book(ID, "new")));
      seenWhileOpen = leftovers.hasNewBeans();
    }

    assertThat(seenWhileOpen).isTrue();
    leftovers.assertNoneAreNew();
  }

  @Test
  void start_refusedBecauseOfASetting_leavesNothing() throws InterruptedException {
    Leftovers leftovers = new Leftovers();

    assertThatThrownBy(
            () ->
                Stage.builder(AccessType.READ_WRITE)
                    .with(
                        "hibernate.cache.larder.regions.default-update-timestamps-region"
                            + ".maximum-size",
                        "5")
                    .open())
        .hasMessageContaining("default-update-timestamps-region");

    leftovers.assertNoneAreNew();
  }

  @Test
  void start_refusedBecauseOfAMapping_leavesNothing() throws InterruptedException {
    Leftovers leftovers = new Leftovers();

    assertThatThrownBy(() -> Stage.of(AccessType.TRANSACTIONAL)).isNotNull();

    leftovers.assertNoneAreNew();
  }

  @ParameterizedTest
  @EnumSource(Pairing.class)
  void close_ofOne_leavesTheOthersEntries(Pairing pairing) {
    try (Stage first = pairing.open(AccessType.READ_WRITE)) {
      first.write(session -> session.persist(new Book(ID, "old")));
      boolean atOnce = first.isCached(Book.class, ID);
      boolean cached = atOnce || first.isCached(Book.class, ID);
      Stage second = pairing.openBeside(first, AccessType.READ_WRITE);

      second.close();

      assertThat(cached).isTrue();
      assertThat(first.isCached(Book.class, ID)).isTrue();
      first.write(session -> session.find(Book.class, ID).title = "new");
      assertThat(first.isCached(Book.class, ID)).isTrue();
      assertThat(first.read(session -> session.find(Book.class, ID)).title).isEqualTo("new");
    }
  }

  @Test
  void open_afterTheLastWasClosed_findsNothingOfItsEntries() {
    Stage keeper = Stage.of(AccessType.READ_WRITE);
    try (keeper) {
      Stage before =
          Stage.builder(AccessType.READ_WRITE)
              .on(keeper)
              .with("hibernate.cache.region_prefix", "once")
              .open();
      before.write(session -> session.persist(new Book(ID, "old")));
      before.read(session -> session.find(Book.class, ID));
      before.factory.close();
      keeper.sql("update Book set title = 'new'");
      try (Stage after =
          Stage.builder(AccessType.READ_WRITE)
              .on(keeper)
              .with("hibernate.cache.region_prefix", "once")
              .open()) {
        assertThat(after.read(session -> session.find(Book.class, ID)).title).isEqualTo("new");
      }
    }
  }

  @Test
  void close_ofOneUnderTrafficOfTheOther_failsNobodyAndLosesNothing() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch started = new CountDownLatch(2);
    try (Stage stays = Pairing.ONE_PREFIX.open(AccessType.READ_WRITE)) {
      stays.write(session -> session.persist(new Book(ID, "old")));
      stays.write(session -> session.persist(new Book(2, "old")));
      Future<?> writer = threads.submit(() -> until(over, started, () -> grow(stays, ID)));
      Future<?> reader = threads.submit(() -> until(over, started, () -> price(stays, ID)));
      started.await();

      IntStream.range(0, 5)
          .forEach(i -> Pairing.ONE_PREFIX.openBeside(stays, AccessType.READ_WRITE).close());
      over.set(true);

      assertThat(writer.get()).isNull();
      assertThat(reader.get()).isNull();
      int last = price(stays, ID);
      stays.factory.getCache().evictAllRegions();
      assertThat(price(stays, ID)).isEqualTo(last).isPositive();
      assertThat(stays.isCached(Book.class, ID)).isTrue();
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  private static void until(AtomicBoolean over, CountDownLatch started, Runnable work) {
    work.run();
    started.countDown();
    while (!over.get()) {
      work.run();
    }
  }

  private static void grow(Stage stage, long id) {
    int before = price(stage, id);
    stage.write(session -> session.find(Book.class, id).price++);

    assertThat(price(stage, id)).isEqualTo(before + 1);
  }

  private static int price(Stage stage, long id) {
    return stage.read(session -> session.find(Book.class, id)).price;
  }
}
