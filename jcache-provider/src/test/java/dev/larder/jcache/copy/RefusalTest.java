// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be copied is refused with the class, the cache and the way out. */
class RefusalTest {

  private static final String OPAQUE = Fixtures.Opaque.class.getName();

  private final Keeper keeper = Fixtures.keeper();

  static Stream<Arguments> holders() {
    Fixtures.Opaque opaque = new Fixtures.Opaque();
    return Stream.of(
        Arguments.of(opaque, OPAQUE),
        Arguments.of(new ArrayList<>(List.of(opaque)), OPAQUE),
        Arguments.of(List.of(opaque), OPAQUE),
        Arguments.of(Map.of("key", opaque), OPAQUE),
        Arguments.of(new Fixtures.Bean(opaque), OPAQUE),
        Arguments.of(new Fixtures.Pair("x", new Fixtures.Bean(opaque)), OPAQUE),
        Arguments.of(new Object[] {opaque}, OPAQUE),
        Arguments.of(new Fixtures.Box(new Fixtures.Bean("x")), Fixtures.Box.class.getName()),
        Arguments.of(Optional.of(new Fixtures.Bean("x")), Optional.class.getName()));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void keep_valueThatHoldsWhatCannotBeCopied_namesClassCacheAndWayOut(Object value, String named) {
    assertThatThrownBy(() -> keeper.keep(value))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(NotSerializableException.class)
        .hasMessageContainingAll(
            "cache books", named, "implement java.io.Serializable", "copier", "setStoreByValue");
  }

  @Test
  void keep_sortedByComparatorThatCannotBeCopied_isRefused() {
    int[] state = {1};
    TreeMap<String, String> map = new TreeMap<>((a, b) -> state[0] * a.compareTo(b));

    assertThatThrownBy(() -> keeper.keep(map))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("cache books")
        .hasMessageContaining(getClass().getName());
  }

  @Test
  void keep_cycleThatEntersByARecord_isRefused() {
    List<Object> list = new ArrayList<>();
    Fixtures.Pair pair = new Fixtures.Pair("x", list);
    list.add(pair);

    assertThatThrownBy(() -> keeper.keep(pair))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", Fixtures.Pair.class.getName(), "cycle");
  }

  @Test
  void keep_directChainOfAHundredThousand_isRefused() {
    Object chain = new int[1];
    for (int i = 0; i < 100_000; i++) {
      chain = new Fixtures.Box(chain);
    }
    Object value = chain;

    assertThatThrownBy(() -> keeper.keep(value))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", Fixtures.Box.class.getName(), "1000 levels");
  }

  @Test
  void keep_serializableChainOfAHundredThousand_isRefused() {
    Fixtures.Bean chain = new Fixtures.Bean("end");
    for (int i = 0; i < 100_000; i++) {
      chain = new Fixtures.Bean(chain);
    }
    Object value = chain;

    assertThatThrownBy(() -> keeper.keep(value))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("cache books", Fixtures.Bean.class.getName(), "nested too deep");
  }

  @Test
  void keep_serializableChainBeyondTheDepthLimit_isRefusedAtOnceAndNotWhenRead() throws Exception {
    Object[] outcome = new Object[1];
    Thread deep = new Thread(null, () -> outcome[0] = refusalOfChain(), "deep", 512L << 20);
    deep.start();
    deep.join();

    assertThat(outcome[0]).isInstanceOf(CacheException.class);
    assertThat(((CacheException) outcome[0]).getMessage()).contains("cache books", "limits");
  }

  private Object refusalOfChain() {
    Fixtures.Bean chain = new Fixtures.Bean("end");
    for (int i = 0; i < JavaSerializer.MAX_DEPTH + 100; i++) {
      chain = new Fixtures.Bean(chain);
    }
    try {
      return keeper.keep(chain);
    } catch (CacheException e) {
      return e;
    }
  }

  @Test
  void give_onAStackNearlyUsedUp_isRefusedClearly() throws Exception {
    Object nested = new int[1];
    for (int i = 0; i < Walk.MAX_DEPTH - 2; i++) {
      nested = new Fixtures.Box(nested);
    }
    Object kept = keeper.keep(nested);
    List<Throwable> met = new ArrayList<>();

    Thread small =
        new Thread(null, () -> giveAtTheEndOfTheStack(kept, met, 1_000_000), "small", 1 << 20);
    small.start();
    small.join();

    assertThat(met).isNotEmpty().allMatch(e -> e instanceof CacheException);
  }

  /** Goes down until the copy no longer fits; the first refusal ends it. */
  private void giveAtTheEndOfTheStack(Object kept, List<Throwable> met, int levels) {
    try {
      keeper.give(kept);
    } catch (CacheException e) {
      met.add(e);
      return;
    }
    if (levels > 0) {
      giveAtTheEndOfTheStack(kept, met, levels - 1);
    }
  }

  @Test
  void give_recordWhoseConstructorRefusesTheCopy_namesTheRecordAndNotTheValue() {
    Fixtures.Moody value = new Fixtures.Moody(new ArrayList<>());
    Object kept = keeper.keep(value);
    Fixtures.Moody.refuses = true;
    try {
      assertThatThrownBy(() -> keeper.give(kept))
          .isInstanceOf(CacheException.class)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll(
              "cache books", Fixtures.Moody.class.getName(), "canonical constructor")
          .message()
          .doesNotContain("secret");
    } finally {
      Fixtures.Moody.refuses = false;
    }
  }

  /** A class that tells its value in the exception. */
  private static final class Talkative implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new NotSerializableException("my secret is 42");
    }
  }

  @Test
  void keep_classWhoseWriteObjectTellsItsValue_isRefusedWithoutIt() {
    assertThatThrownBy(() -> keeper.keep(new Talkative()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(Talkative.class.getName())
        .message()
        .doesNotContain("secret");
  }

  @Test
  void toString_ofKeeperAndKept_doesNotHoldTheValue() {
    Object kept = keeper.keep(new ArrayList<>(List.of("secret")));

    assertThat(kept.toString()).doesNotContain("secret");
    assertThat(keeper.toString()).isEqualTo("Keeper[books, VALUE]");
  }
}
