// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.LarderCache;
import dev.larder.jcache.OpenManager;
import dev.larder.jcache.copy.Weigher;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

/** A configuration by code: copies, equality, and that setters can be chained. */
class LarderConfigurationTest {
  private static final Factory<Weigher<String, Integer>> ONE = () -> (key, value) -> 1L;

  private static LarderConfiguration<String, Integer> full() {
    return new LarderConfiguration<String, Integer>()
        .setTypes(String.class, Integer.class)
        .setMaximumBytes(1_000)
        .setWeigherFactory(ONE)
        .setWriteBehind(WriteBehindOptions.defaults().withBatchSize(3))
        .setUserCodeLimit(Duration.ofSeconds(1))
        .setStatisticsEnabled(true);
  }

  @Test
  void copy_always_isEqualAndApart() {
    LarderConfiguration<String, Integer> original = full();
    LarderConfiguration<String, Integer> copy = new LarderConfiguration<>(original);

    assertThat(copy).isEqualTo(original).hasSameHashCodeAs(original);
    copy.setMaximumBytes(2_000);
    assertThat(copy).isNotEqualTo(original);
    assertThat(original.maximumBytes()).hasValue(1_000);
  }

  @Test
  void copy_ofAStandardConfiguration_takesWhatItHas() {
    MutableConfiguration<String, Integer> original =
        new MutableConfiguration<String, Integer>()
            .setTypes(String.class, Integer.class)
            .setStoreByValue(false);

    LarderConfiguration<String, Integer> copy = new LarderConfiguration<>(original);

    assertThat(copy.getKeyType()).isEqualTo(String.class);
    assertThat(copy.isStoreByValue()).isFalse();
    assertThat(copy.maximumSize()).isEmpty();
  }

  @Test
  void equals_anySettingOfOurs_tellsApart() {
    List<LarderConfiguration<String, Integer>> all =
        List.of(
            new LarderConfiguration<>(),
            new LarderConfiguration<String, Integer>().setMaximumSize(1),
            new LarderConfiguration<String, Integer>().setMaximumBytes(1),
            new LarderConfiguration<String, Integer>().setWeigherFactory(ONE),
            new LarderConfiguration<String, Integer>()
                .setWriteBehind(WriteBehindOptions.defaults()),
            new LarderConfiguration<String, Integer>().setUserCodeLimit(Duration.ofSeconds(1)),
            new LarderConfiguration<String, Integer>().setStatisticsEnabled(true));

    for (LarderConfiguration<String, Integer> one : all) {
      assertThat(all.stream().filter(one::equals)).hasSize(1);
    }
  }

  @Test
  void serialization_always_keepsEverything() throws Exception {
    LarderConfiguration<String, Integer> original =
        new LarderConfiguration<String, Integer>()
            .setMaximumSize(5)
            .setUserCodeLimit(Duration.ofSeconds(1))
            .setWriteBehind(WriteBehindOptions.defaults());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }

    Object read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = in.readObject();
    }

    assertThat(((LarderConfiguration<?, ?>) read).maximumSize()).hasValue(5);
    assertThat(((LarderConfiguration<?, ?>) read).userCodeLimit()).hasValue(Duration.ofSeconds(1));
    assertThat(((LarderConfiguration<?, ?>) read).writeBehind())
        .hasValue(WriteBehindOptions.defaults());
  }

  @Test
  void setters_everyOne_givesBackTheTypeItself() {
    List<Method> setters =
        Arrays.stream(LarderConfiguration.class.getMethods())
            .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
            .filter(method -> method.getName().matches("(set|add|remove).*"))
            .toList();

    assertThat(setters).hasSizeGreaterThan(15);
    assertThat(setters)
        .allSatisfy(
            setter -> assertThat(setter.getReturnType()).isEqualTo(LarderConfiguration.class));
  }

  @Test
  void setters_impossibleValues_areRefusedByName() {
    LarderConfiguration<String, Integer> configuration = new LarderConfiguration<>();

    assertThatThrownBy(() -> configuration.setMaximumSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maximum-size is 0");
    assertThatThrownBy(() -> configuration.setMaximumBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maximum-bytes is -1");
    for (Duration limit :
        List.of(
            Duration.ZERO,
            Duration.ofMillis(-1),
            Duration.ofDays(2),
            Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThatThrownBy(() -> configuration.setUserCodeLimit(limit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("user-code-limit is " + limit);
    }
    assertThatThrownBy(() -> configuration.setWeigherFactory(null))
        .isInstanceOf(NullPointerException.class);
    assertThat(configuration).isEqualTo(new LarderConfiguration<>());
  }

  @Test
  void getConfiguration_always_isACopyOfWhatTheCacheKeeps() {
    try (OpenManager opened = OpenManager.open()) {
      LarderConfiguration<String, Integer> given = OpenManager.numbers().setMaximumSize(10);
      LarderCache<String, Integer> cache = opened.cache("books", given);
      given.setMaximumSize(20);

      @SuppressWarnings("unchecked") // the cache's own configuration
      LarderConfiguration<String, Integer> kept = cache.getConfiguration(LarderConfiguration.class);
      assertThat(kept.maximumSize()).hasValue(10);
      kept.setMaximumSize(30).setStatisticsEnabled(true);

      @SuppressWarnings("unchecked") // as above
      LarderConfiguration<String, Integer> again =
          cache.getConfiguration(LarderConfiguration.class);
      assertThat(again.maximumSize()).hasValue(10);
      assertThat(again.isStatisticsEnabled()).isFalse();
      assertThatThrownBy(() -> cache.getConfiguration(ForeignConfiguration.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("books")
          .hasMessageContaining("ForeignConfiguration");
    }
  }

  /** A configuration of another provider. */
  private interface ForeignConfiguration extends Configuration<String, Integer> {}
}
