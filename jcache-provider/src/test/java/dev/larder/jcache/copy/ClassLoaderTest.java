// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** Classes are found by the manager's loader, and nothing pins it once the cache is gone. */
class ClassLoaderTest {

  private static final int COLLECTIONS = 50;

  @Test
  void give_classesOfAnotherLoader_areOfThatLoader() throws Exception {
    try (URLClassLoader loader = isolated()) {
      Keeper keeper = Keeper.byValue("books", JavaSerializer.standard(), () -> loader);

      for (Object value : values(loader)) {
        Object given = keeper.give(keeper.keep(value));

        assertThat(given).isNotSameAs(value).hasSameClassAs(value);
      }
    }
  }

  @Test
  void give_oneSerializerForTwoLoaders_findsEachClassByItsOwn() throws Exception {
    try (URLClassLoader first = isolated();
        URLClassLoader second = isolated()) {
      Serializer shared = JavaSerializer.standard();
      Keeper firstKeeper = Keeper.byValue("books", shared, () -> first);
      Keeper secondKeeper = Keeper.byValue("films", shared, () -> second);

      Object[] ofFirst = values(first);
      Object[] ofSecond = values(second);
      for (int i = 0; i < ofFirst.length; i++) {
        Object keptFirst = firstKeeper.keep(ofFirst[i]);
        Object keptSecond = secondKeeper.keep(ofSecond[i]);

        assertThat(firstKeeper.give(keptFirst)).hasSameClassAs(ofFirst[i]);
        assertThat(secondKeeper.give(keptSecond)).hasSameClassAs(ofSecond[i]);
      }
    }
  }

  @Test
  void keep_classThatTheLoaderDoesNotFind_isRefusedAtOnce() throws Exception {
    try (URLClassLoader nowhere = new URLClassLoader(new URL[0], null)) {
      Keeper keeper = Keeper.byValue("books", JavaSerializer.standard(), () -> nowhere);

      assertThatThrownBy(() -> keeper.keep(new Fixtures.Bean("x")))
          .isInstanceOf(CacheException.class)
          .hasCauseInstanceOf(ClassNotFoundException.class)
          .hasMessageContainingAll(
              "cache books", Fixtures.Bean.class.getName(), "class loader does not find");
    }
  }

  @Test
  void give_loaderGone_saysSo() {
    ClassLoader[] current = {Fixtures.class.getClassLoader()};
    Keeper keeper = Keeper.byValue("books", JavaSerializer.standard(), () -> current[0]);
    Object kept = keeper.keep(new Fixtures.Bean("x"));
    current[0] = null;

    assertThatThrownBy(() -> keeper.give(kept))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", "class loader", "gone");
  }

  @Test
  void keeperDropped_itsClassLoader_isCollected() throws Exception {
    ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
    WeakReference<ClassLoader> watched = useAndDrop(queue);

    Reference<? extends ClassLoader> collected = null;
    for (int i = 0; i < COLLECTIONS && collected == null; i++) {
      System.gc();
      collected = queue.remove(100);
    }

    assertThat(collected).isSameAs(watched);
  }

  private static WeakReference<ClassLoader> useAndDrop(ReferenceQueue<ClassLoader> queue)
      throws Exception {
    try (URLClassLoader loader = isolated()) {
      WeakReference<ClassLoader> weak = new WeakReference<>(loader, queue);
      Keeper keeper = Keeper.byValue("books", JavaSerializer.standard(), weak::get);
      ByteSize size = new ByteSize("books", JavaSerializer.standard());
      for (Object value : values(loader)) {
        Object kept = keeper.keep(value);
        for (int i = 0; i < 1_000; i++) { // enough for method handles to be specialised
          keeper.give(kept);
        }
        assertThat(size.ofValue(kept)).isPositive();
      }
      return weak;
    }
  }

  private static Object[] values(ClassLoader loader) throws ReflectiveOperationException {
    Object portable =
        loader.loadClass(Portable.class.getName()).getDeclaredConstructor().newInstance();
    assertThat(portable).isNotInstanceOf(Portable.class);
    return (Object[]) ((Supplier<?>) portable).get();
  }

  /** A loader that sees the test classes again, but nobody else's. */
  private static URLClassLoader isolated() {
    URL classes = Portable.class.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
  }
}
