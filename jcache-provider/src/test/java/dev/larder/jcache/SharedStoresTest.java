// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.store.EntryStore;
import dev.larder.engine.store.StoreClosedException;
import dev.larder.engine.store.StoreSettings;
import dev.larder.jcache.SharedStores.LastMember;
import dev.larder.jcache.SharedStores.Member;
import dev.larder.jcache.SharedStores.Share;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stores are shared by name, and dropped with the last who shares them. */
class SharedStoresTest {
  private final OpenManager open = OpenManager.open();
  private final SharedStores shared = open.manager().unwrap(SharedStores.class);

  @AfterEach
  void closeManager() {
    open.close();
  }

  private Member join() {
    return shared.join(LastMember.LEAVES_THE_MANAGER_OPEN);
  }

  private static StoreSettings<Object, Object> named(String name) {
    return StoreSettings.unbounded(name);
  }

  private static void put(Share<String> share, Object value) {
    assertThat(
            share
                .store()
                .apply("key", new PlainOperation.Put<>(value, ExpiryRule.NEVER))
                .toCompletableFuture())
        .isCompleted();
  }

  private static Object read(Share<String> share) {
    return share.store().read("key", ExpiryRule.NEVER);
  }

  @Test
  void open_ofANameThatAnotherMemberHas_givesTheSameStore() {
    try (Member one = join();
        Member other = join();
        Share<String> first = one.open(named("orders"), String.class, store -> "first");
        Share<String> second = other.open(named("orders"), String.class, store -> "second")) {
      put(first, "value");

      assertThat(second.store()).isSameAs(first.store());
      assertThat(read(second)).isEqualTo("value");
      assertThat(second.companion()).isEqualTo("first");
    }
  }

  @Test
  void open_ofAnotherName_givesAnotherStore() {
    try (Member one = join();
        Share<String> orders = one.open(named("orders"), String.class, store -> "");
        Share<String> bills = one.open(named("bills"), String.class, store -> "")) {
      put(orders, "value");

      assertThat(read(bills)).isNull();
    }
  }

  @Test
  void close_ofOneOfTwoShares_leavesTheStoreOpen() {
    try (Member one = join();
        Share<String> first = one.open(named("orders"), String.class, store -> "")) {
      Share<String> second = one.open(named("orders"), String.class, store -> "");
      put(first, "value");

      second.close();

      assertThat(read(first)).isEqualTo("value");
    }
  }

  @Test
  void close_ofOneShareTwice_countsOnce() {
    try (Member one = join();
        Share<String> first = one.open(named("orders"), String.class, store -> "")) {
      Share<String> second = one.open(named("orders"), String.class, store -> "");
      put(first, "value");

      second.close();
      second.close();

      assertThat(read(first)).isEqualTo("value");
    }
  }

  @Test
  void close_ofTheLastShare_closesTheStore() {
    try (Member one = join()) {
      Share<String> share = one.open(named("orders"), String.class, store -> "");
      put(share, "value");
      EntryStore<Object, Object> store = share.store();

      share.close();

      assertThatThrownBy(() -> store.apply("key", new PlainOperation.Remove<>()))
          .isInstanceOf(StoreClosedException.class);
    }
  }

  @Test
  void open_afterTheLastShareWasClosed_givesAnEmptyStore() {
    try (Member one = join()) {
      Share<String> before = one.open(named("orders"), String.class, store -> "before");
      put(before, "value");
      before.close();

      try (Share<String> after = one.open(named("orders"), String.class, store -> "after")) {
        assertThat(read(after)).isNull();
        assertThat(after.companion()).isEqualTo("after");
      }
    }
  }

  @Test
  void close_ofAShareWhoseNameWasOpenedAnew_leavesTheNewStore() {
    try (Member one = join()) {
      Share<String> before = one.open(named("orders"), String.class, store -> "");
      before.close();
      try (Share<String> after = one.open(named("orders"), String.class, store -> "")) {
        put(after, "value");

        before.close();

        assertThat(read(after)).isEqualTo("value");
      }
    }
  }

  @Test
  void leave_lastOfThoseWhoOpenedTheManager_closesIt() {
    Member one = shared.join(LastMember.CLOSES_THE_MANAGER);
    Member other = shared.join(LastMember.CLOSES_THE_MANAGER);

    one.close();
    boolean afterTheFirst = open.manager().isClosed();
    other.close();

    assertThat(afterTheFirst).isFalse();
    assertThat(open.manager().isClosed()).isTrue();
  }

  @Test
  void leave_twice_countsOnce() {
    Member one = shared.join(LastMember.CLOSES_THE_MANAGER);
    try (Member stays = shared.join(LastMember.CLOSES_THE_MANAGER)) {
      one.close();
      one.close();

      assertThat(open.manager().isClosed()).isFalse();
      assertThat(stays.stamp()).isNotNegative();
    }
  }

  @Test
  void leave_lastOneWhoWasGivenTheManager_leavesItOpen() {
    join().close();

    assertThat(open.manager().isClosed()).isFalse();
  }

  @Test
  void join_afterTheManagerWasClosed_isRefused() {
    open.manager().close();

    assertThatThrownBy(this::join)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void close_ofWhatAClosedManagerHad_doesNothing() {
    Member one = join();
    Share<String> share = one.open(named("orders"), String.class, store -> "");

    open.manager().close();
    share.close();
    one.close();

    assertThat(open.manager().isClosed()).isTrue();
  }

  @Test
  void open_ofAClosedManager_isRefused() {
    Member one = join();
    open.manager().close();

    assertThatThrownBy(() -> one.open(named("orders"), String.class, store -> ""))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stamp_risesWithEachWriteToAnyStore() {
    try (Member one = join();
        Share<String> orders = one.open(named("orders"), String.class, store -> "");
        Share<String> bills = one.open(named("bills"), String.class, store -> "")) {
      long before = one.stamp();
      put(orders, "value");
      long between = one.stamp();
      put(bills, "value");

      assertThat(between).isGreaterThan(before);
      assertThat(one.stamp()).isGreaterThan(between);
    }
  }

  @Test
  void cachesOfTheManager_andSharedStoresOfTheSameName_areApart() {
    try (Member one = join();
        Share<String> orders = one.open(named("orders"), String.class, store -> "")) {
      var cache = open.manager().createCache("orders", new MutableConfiguration<Object, Object>());
      put(orders, "value");

      assertThat(cache.get("key")).isNull();
      assertThat(open.manager().getCacheNames()).containsExactly("orders");
    }
  }

  @Test
  void openAndClose_byManyAtOnce_endsWithNoStoreOpen() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch start = new CountDownLatch(1);
    try (Member one = join()) {
      var tasks =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(i -> threads.submit(() -> openAndClose(one, start)))
              .toList();
      start.countDown();
      for (Future<?> task : tasks) {
        assertThat(task.get()).isNull();
      }

      try (Share<String> after = one.open(named("orders"), String.class, store -> "after")) {
        assertThat(after.companion()).isEqualTo("after");
        assertThat(read(after)).isNull();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void openAndClose(Member member, CountDownLatch start)
      throws InterruptedException {
    start.await();
    for (int i = 0; i < 500; i++) {
      try (Share<String> share = member.open(named("orders"), String.class, store -> "some")) {
        put(share, "value"); // would fail if another's close had closed the store
      }
    }
    return null;
  }
}
