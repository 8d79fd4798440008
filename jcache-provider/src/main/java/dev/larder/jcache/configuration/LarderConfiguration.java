// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import dev.larder.engine.writebehind.WriteBehindOptions;
import dev.larder.jcache.copy.Copier;
import dev.larder.jcache.copy.Serializer;
import dev.larder.jcache.copy.Weigher;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * A cache's configuration with what JSR-107 leaves out: bounds, write-behind, copier, serializer,
 * the limit of user code. Every setter gives back the configuration itself. A cache keeps its own
 * copy; changes made later have no effect on it. Not safe for several threads.
 *
 * <p>The same can be set per cache name or pattern by properties, which win; see {@link
 * CacheSetting}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public class LarderConfiguration<K, V> extends MutableConfiguration<K, V> {
  private static final long serialVersionUID = 1L;

  private @Nullable Long maximumSize;
  private @Nullable Long maximumBytes;
  private @Nullable Factory<? extends Weigher<? super K, ? super V>> weigherFactory;
  private @Nullable WriteBehindOptions writeBehind;
  private @Nullable Factory<? extends Copier<V>> copierFactory;
  private @Nullable Factory<? extends Serializer> serializerFactory;
  private @Nullable Duration userCodeLimit;

  /** JSR-107's defaults: by value, eternal, no bound, {@code Object} keys and values. */
  public LarderConfiguration() {}

  /** A copy; of a configuration that is not Larder's, with our defaults for the rest. */
  public LarderConfiguration(CompleteConfiguration<K, V> original) {
    super(original);
    if (original instanceof LarderConfiguration<K, V> larder) {
      maximumSize = larder.maximumSize;
      maximumBytes = larder.maximumBytes;
      weigherFactory = larder.weigherFactory;
      writeBehind = larder.writeBehind;
      copierFactory = larder.copierFactory;
      serializerFactory = larder.serializerFactory;
      userCodeLimit = larder.userCodeLimit;
    }
  }

  /** The most entries; empty for no bound. */
  public OptionalLong maximumSize() {
    return maximumSize == null ? OptionalLong.empty() : OptionalLong.of(maximumSize);
  }

  /**
   * Bounds the cache by entries.
   *
   * @throws IllegalArgumentException if {@code entries} is less than 1
   */
  public LarderConfiguration<K, V> setMaximumSize(long entries) {
    maximumSize = requirePositive("maximum-size", entries, "entry");
    return this;
  }

  /** The most bytes; empty for no bound. */
  public OptionalLong maximumBytes() {
    return maximumBytes == null ? OptionalLong.empty() : OptionalLong.of(maximumBytes);
  }

  /**
   * Bounds the cache by the bytes of its keys and values. Larder knows the size of what it copies
   * by itself; for objects of other classes set a weigher too.
   *
   * @throws IllegalArgumentException if {@code bytes} is less than 1
   */
  public LarderConfiguration<K, V> setMaximumBytes(long bytes) {
    maximumBytes = requirePositive("maximum-bytes", bytes, "byte");
    return this;
  }

  /** The same without a bound, for a setting that brings another. */
  LarderConfiguration<K, V> withoutBounds() {
    maximumSize = null;
    maximumBytes = null;
    return this;
  }

  private static long requirePositive(String setting, long value, String unit) {
    if (value < 1) {
      throw new IllegalArgumentException(
          setting + " is " + value + "; use at least 1 " + unit + ", or leave it out for no bound");
    }
    return value;
  }

  /** Makes what says the bytes of an entry; empty for Larder's own estimate. */
  public Optional<Factory<? extends Weigher<? super K, ? super V>>> weigherFactory() {
    return Optional.ofNullable(weigherFactory);
  }

  /** Weighs entries, for a bound by bytes, in place of Larder's own estimate. */
  public LarderConfiguration<K, V> setWeigherFactory(
      Factory<? extends Weigher<? super K, ? super V>> factory) {
    weigherFactory = Objects.requireNonNull(factory, "weigher factory");
    return this;
  }

  /** How writes are brought to the writer later; empty if they are written through. */
  public Optional<WriteBehindOptions> writeBehind() {
    return Optional.ofNullable(writeBehind);
  }

  /**
   * Writes behind: the cache's {@link CacheWriter} is told later, by another thread. Switches
   * {@link #setWriteThrough write-through} on, which is JSR-107's word for having a writer at all.
   */
  public LarderConfiguration<K, V> setWriteBehind(WriteBehindOptions options) {
    writeBehind = Objects.requireNonNull(options, "write-behind options");
    return setWriteThrough(true);
  }

  /** Writes through after all: the writer is told before a write returns. */
  public LarderConfiguration<K, V> setWriteThroughOnly() {
    writeBehind = null;
    return this;
  }

  /** Makes the copier; empty for the automatic one. */
  public Optional<Factory<? extends Copier<V>>> copierFactory() {
    return Optional.ofNullable(copierFactory);
  }

  /** Copies values by a user's copier; for a store-by-value cache. */
  public LarderConfiguration<K, V> setCopierFactory(Factory<? extends Copier<V>> factory) {
    copierFactory = Objects.requireNonNull(factory, "copier factory");
    return this;
  }

  /** Makes the serializer; empty for Java serialization with a filter. */
  public Optional<Factory<? extends Serializer>> serializerFactory() {
    return Optional.ofNullable(serializerFactory);
  }

  /** Serializes by a user's serializer what cannot be copied directly. */
  public LarderConfiguration<K, V> setSerializerFactory(Factory<? extends Serializer> factory) {
    serializerFactory = Objects.requireNonNull(factory, "serializer factory");
    return this;
  }

  /** The longest that a loader, writer or processor may take; empty for 30 s. */
  public Optional<Duration> userCodeLimit() {
    return Optional.ofNullable(userCodeLimit);
  }

  /**
   * Limits how long a loader, writer or processor may keep a key to itself; then the next caller is
   * let in, and what the slow one comes to is not stored.
   *
   * @throws IllegalArgumentException if the limit is not between 1 ms and 1 day
   */
  public LarderConfiguration<K, V> setUserCodeLimit(Duration limit) {
    if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "user-code-limit is " + limit + "; use 1 ms to 1 day, or leave it out for 30 s");
    }
    userCodeLimit = limit;
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setTypes(Class<K> keyType, Class<V> valueType) {
    super.setTypes(keyType, valueType);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> addCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.addCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> removeCacheEntryListenerConfiguration(
      CacheEntryListenerConfiguration<K, V> listener) {
    super.removeCacheEntryListenerConfiguration(listener);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setCacheLoaderFactory(
      @Nullable Factory<? extends CacheLoader<K, V>> factory) {
    super.setCacheLoaderFactory(factory);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setCacheWriterFactory(
      @Nullable Factory<? extends CacheWriter<? super K, ? super V>> factory) {
    super.setCacheWriterFactory(factory);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setExpiryPolicyFactory(
      @Nullable Factory<? extends ExpiryPolicy> factory) {
    super.setExpiryPolicyFactory(factory);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setReadThrough(boolean on) {
    super.setReadThrough(on);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setWriteThrough(boolean on) {
    super.setWriteThrough(on);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setStoreByValue(boolean on) {
    super.setStoreByValue(on);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setStatisticsEnabled(boolean on) {
    super.setStatisticsEnabled(on);
    return this;
  }

  @Override
  public LarderConfiguration<K, V> setManagementEnabled(boolean on) {
    super.setManagementEnabled(on);
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LarderConfiguration<?, ?> that
        && super.equals(other)
        && Objects.equals(maximumSize, that.maximumSize)
        && Objects.equals(maximumBytes, that.maximumBytes)
        && Objects.equals(weigherFactory, that.weigherFactory)
        && Objects.equals(writeBehind, that.writeBehind)
        && Objects.equals(copierFactory, that.copierFactory)
        && Objects.equals(serializerFactory, that.serializerFactory)
        && Objects.equals(userCodeLimit, that.userCodeLimit);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), maximumSize, maximumBytes, writeBehind);
  }
}
