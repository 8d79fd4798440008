// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes against layouts added up by hand. */
// Style: what users store is theirs to choose, old classes too
@SuppressWarnings({"JavaUtilDate", "JdkObsolete"})
class ByteSizeTest {

  private static final ClassLoader LOADER = Fixtures.class.getClassLoader();

  private final ByteSize size = new ByteSize("books", JavaSerializer.standard());
  private final Keeper keeper = Fixtures.keeper();

  static Stream<Arguments> layouts() {
    List<Object> twice = new ArrayList<>();
    byte[] shared = new byte[100];
    twice.add(shared);
    twice.add(shared);
    return Stream.of(
        Arguments.of("", 24 + 16),
        Arguments.of("abc", 24 + 24),
        Arguments.of("abcdefghi", 24 + 32),
        Arguments.of("\u0416\u0416\u0416\u0416\u0416", 24 + 32),
        Arguments.of(1, 16),
        Arguments.of(1L, 24),
        Arguments.of(true, 16),
        Arguments.of(UUID.randomUUID(), 32),
        Arguments.of(Fixtures.Shelf.UPPER, 0),
        Arguments.of(new byte[100], 120),
        Arguments.of(new long[3], 40),
        Arguments.of(new String[] {"abc", null}, 24 + 48),
        Arguments.of(new int[][] {{1}, {2}}, 24 + 2 * 24),
        Arguments.of(new Date(1), 32),
        Arguments.of(new Fixtures.Plain("abc", 1, 2L), 24 + 48 + 24),
        Arguments.of(new Fixtures.Box(null), 16),
        Arguments.of(Optional.of("abc"), 16 + 48),
        Arguments.of(new ArrayList<>(List.of("abc", "abc")), 24 + 24 + 2 * 48),
        Arguments.of(new LinkedList<>(List.of("abc")), 32 + 24 + 48),
        Arguments.of(new HashMap<>(Map.of("abc", 1)), 48 + 24 + 32 + 48 + 16),
        Arguments.of(new TreeMap<>(Map.of("abc", 1)), 48 + 40 + 48 + 16),
        Arguments.of(List.of("abc"), 24 + 48),
        Arguments.of(List.of("abc", "abc", "abc"), 24 + 32 + 3 * 48),
        Arguments.of(Map.entry("abc", 1), 24 + 48 + 16),
        Arguments.of(twice, 24 + 24 + 120));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void ofKey_knownType_isItsLayout(Object object, long expected) {
    assertThat(size.ofKey(object)).isEqualTo(expected);
    assertThat(size.ofValue(object)).isEqualTo(expected);
  }

  @Test
  void ofValue_keptValues_areTheirContentAndAWrapper() {
    Object copied =
        Keeper.byCopier("books", value -> value, JavaSerializer.standard(), () -> LOADER)
            .keep("abc");
    Kept.Serialized bytes = (Kept.Serialized) keeper.keep(new Fixtures.Bean("x"));
    byte[] shared = new byte[100];

    assertThat(size.ofValue(keeper.keep("abc"))).isEqualTo(48);
    assertThat(size.ofValue(keeper.keep(new byte[100]))).isEqualTo(24 + 120);
    assertThat(size.ofValue(keeper.keep(new Object[] {shared, shared}))).isEqualTo(16 + 24 + 120);
    assertThat(size.ofValue(copied)).isEqualTo(16 + 48);
    assertThat(size.ofValue(bytes))
        .isBetween(16L + 16 + bytes.bytes.length, 16L + 16 + bytes.bytes.length + 7);
  }

  static Stream<Object> everyKnownType() {
    return Stream.concat(
            KnownTypesTest.immutables(), KnownTypesTest.mutables().map(known -> known.get()[0]))
        .map(known -> (Object) new Fixtures.Box(known));
  }

  @ParameterizedTest
  @MethodSource("everyKnownType")
  void ofValue_everyTypeThatIsCopiedDirectly_isKnown(Object value) {
    assertThat(size.ofValue(keeper.keep(value))).isBetween(16L, 2_000L);
  }

  @Test
  void ofValue_unknownClass_namesItAndTheWeigher() {
    for (Object value :
        List.of(
            new Fixtures.Opaque(),
            new Fixtures.Box(List.of(new Fixtures.Opaque())),
            new Object[] {new Fixtures.Opaque()})) {
      assertThatThrownBy(() -> size.ofValue(value))
          .isInstanceOf(CacheException.class)
          .hasMessageContainingAll(
              "cache books", Fixtures.Opaque.class.getName(), Weigher.class.getName());
    }
  }

  @Test
  void ofKey_unknownSerializableClass_isMeasuredByItsBytes() {
    assertThat(size.ofKey(new Fixtures.Bean("abc"))).isBetween(50L, 300L);
    assertThatThrownBy(() -> size.ofKey(new Fixtures.Opaque()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(Fixtures.Opaque.class.getName());
  }

  @Test
  void ofValue_longChain_doesNotOverflowTheStack() {
    Fixtures.Chain chain = null;
    for (int i = 0; i < 100_000; i++) {
      chain = new Fixtures.Chain(i, chain);
    }

    assertThat(size.ofValue(chain)).isEqualTo(100_000L * 24);
  }
}
