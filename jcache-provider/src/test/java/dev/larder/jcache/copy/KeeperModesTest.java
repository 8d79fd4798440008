// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** Keys, users' copiers and serializers, and store-by-reference. */
class KeeperModesTest {

  private static final ClassLoader LOADER = Fixtures.class.getClassLoader();

  private final Keeper keeper = Fixtures.keeper();

  @Test
  void keepKey_mutableKey_isAnEqualCopyThatNobodyChanges() {
    for (Object key : List.of(new ArrayList<>(List.of("a")), new Fixtures.Bean("a"))) {
      Object kept = keeper.keepKey(key);
      Object given = keeper.giveKey(kept);

      assertThat(kept).isEqualTo(key).isNotSameAs(key).hasSameClassAs(key).hasSameHashCodeAs(key);
      assertThat(given).isEqualTo(key).isNotSameAs(kept).isNotSameAs(key);
    }
  }

  @Test
  void keepKey_keyEqualOnlyToItself_isRefused() {
    for (Object key : List.of(new byte[1], new Fixtures.Bean(new int[1]))) {
      assertThatThrownBy(() -> keeper.keepKey(key))
          .isInstanceOf(CacheException.class)
          .hasMessageContainingAll("cache books", key.getClass().getName(), "equals and hashCode");
    }
  }

  @Test
  void keepKey_keyThatCannotBeCopied_isRefused() {
    assertThatThrownBy(() -> keeper.keepKey(new Fixtures.Opaque()))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", Fixtures.Opaque.class.getName());
  }

  @Test
  void byReference_anything_isTheVeryObject() {
    Keeper reference = Keeper.byReference("books");
    Object opaque = new Fixtures.Opaque();

    assertThat(reference.give(reference.keep(opaque))).isSameAs(opaque);
    assertThat(reference.giveKey(reference.keepKey(opaque))).isSameAs(opaque);
  }

  @Test
  void givesKept_byValue_onlyWhereNoValueOfTheTypeCanChange() {
    assertThat(keeper.givesKept(String.class)).isTrue();
    assertThat(keeper.givesKept(Fixtures.Shelf.class)).isTrue();
    assertThat(keeper.givesKept(Fixtures.Plain.class)).isTrue();
    assertThat(keeper.givesKept(Object.class)).isFalse();
    assertThat(keeper.givesKept(Number.class)).isFalse();
    assertThat(keeper.givesKept(BigDecimal.class)).isFalse(); // a subclass may change
    assertThat(keeper.givesKept(byte[].class)).isFalse();
    assertThat(keeper.givesKept(Fixtures.Bean.class)).isFalse();
  }

  @Test
  void givesKept_copiedByTheUserOrWeighed_never() {
    Keeper user = Keeper.byCopier("books", same -> same, JavaSerializer.standard(), () -> LOADER);

    assertThat(user.givesKept(String.class)).isFalse();
    assertThat(keeper.weighing((key, value, kept) -> 1).givesKept(String.class)).isFalse();
    assertThat(Keeper.byReference("books").givesKept(Object.class)).isTrue();
  }

  @Test
  void byCopier_value_isCopiedByTheUserOnBothWays() {
    Copier<Fixtures.Bean> copier = bean -> new Fixtures.Bean(bean.content + "'");
    Keeper user = Keeper.byCopier("books", copier, JavaSerializer.standard(), () -> LOADER);

    Object kept = user.keep(new Fixtures.Bean("a"));

    assertThat(user.give(kept)).isEqualTo(new Fixtures.Bean("a''"));
    assertThat(user.give(kept)).isNotSameAs(user.give(kept));
  }

  @Test
  void byCopier_copierThatFailsOrGivesNull_isNamed() {
    Copier<Object> failing =
        value -> {
          throw new IllegalStateException("secret");
        };
    Copier<Object> empty = value -> null;

    for (Copier<Object> copier : List.of(failing, empty)) {
      Keeper user = Keeper.byCopier("books", copier, JavaSerializer.standard(), () -> LOADER);
      assertThatThrownBy(() -> user.keep("a"))
          .isInstanceOf(CacheException.class)
          .hasMessageContainingAll("cache books", "copier", "java.lang.String")
          .message()
          .doesNotContain("secret");
    }
  }

  /** A serializer of opaque objects. */
  private static final class Own implements Serializer {

    private boolean broken;

    @Override
    public byte[] serialize(Object value) {
      return new byte[] {(byte) ((Fixtures.Opaque) value).state};
    }

    @Override
    public Object deserialize(byte[] bytes, ClassLoader loader) throws IOException {
      if (broken) {
        throw new IOException("secret");
      }
      Fixtures.Opaque opaque = new Fixtures.Opaque();
      opaque.state = bytes[0];
      return opaque;
    }
  }

  @Test
  void byValue_ownSerializer_servesWhatCannotBeCopiedDirectly() {
    Keeper user = Keeper.byValue("books", new Own(), () -> LOADER);
    Fixtures.Opaque opaque = new Fixtures.Opaque();
    opaque.state = 7;

    Object kept = user.keep(opaque);
    opaque.state = 8;

    assertThat(((Fixtures.Opaque) user.give(kept)).state).isEqualTo(7);
    assertThat(user.keep("text")).isEqualTo("text");
  }

  @Test
  void byValue_serializerThatCannotReadBack_isRefusedAtOnceAndClearLater() {
    Own own = new Own();
    Keeper user = Keeper.byValue("books", own, () -> LOADER);
    Object kept = user.keep(new Fixtures.Opaque());
    own.broken = true;

    assertThatThrownBy(() -> user.give(kept))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache books")
        .message()
        .doesNotContain("secret");
    assertThatThrownBy(() -> Keeper.byValue("books", own, () -> LOADER).keep(new Fixtures.Opaque()))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", "read back", Fixtures.Opaque.class.getName());
  }

  @Test
  void give_byManyThreads_givesEachItsOwnCopy() throws Exception {
    List<Object> shared = new ArrayList<>(List.of("s"));
    Object value =
        new Fixtures.Pair(List.of(shared, shared, new int[] {1}), Map.of("k", new Object[] {"v"}));
    String before = Picture.of(value);
    Object kept = keeper.keep(value);
    Callable<Integer> reader =
        () -> {
          int right = 0;
          for (int i = 0; i < 2_000; i++) {
            Fixtures.Pair given = (Fixtures.Pair) keeper.give(kept);
            right += Picture.of(given).equals(before) ? 1 : 0;
            ((Object[]) ((Map<?, ?>) given.right()).get("k"))[0] = "changed";
          }
          return right;
        };

    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Integer> future : threads.invokeAll(List.of(reader, reader, reader, reader))) {
        assertThat(future.get()).isEqualTo(2_000);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
