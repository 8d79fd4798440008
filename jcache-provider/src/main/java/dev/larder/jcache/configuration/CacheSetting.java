// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.configuration;

import dev.larder.engine.writebehind.RetryRule;
import dev.larder.engine.writebehind.WriteBehindOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;

/**
 * Every setting of a cache that properties can give, by the name it has after the last dot in
 * {@code larder.caches.<name or pattern>.<setting>}.
 */
public enum CacheSetting {
  /** Whether the cache is made when its manager opens; for a name, not a pattern. */
  CREATE("create", (cache, text) -> requireSwitch(text)),

  /** The most entries. */
  MAXIMUM_SIZE(
      "maximum-size", (cache, text) -> cache.withoutBounds().setMaximumSize(Amounts.count(text))),

  /** The most bytes of keys and values. */
  MAXIMUM_BYTES(
      "maximum-bytes", (cache, text) -> cache.withoutBounds().setMaximumBytes(Amounts.bytes(text))),

  /** Life from creation. */
  EXPIRE_AFTER_CREATE(
      "expire-after-create",
      (cache, text) -> cache.setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(life(text)))),

  /** Life from the last write. */
  EXPIRE_AFTER_WRITE(
      "expire-after-write",
      (cache, text) -> cache.setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(life(text)))),

  /** Life from the last read or write. */
  EXPIRE_AFTER_ACCESS(
      "expire-after-access",
      (cache, text) -> cache.setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(life(text)))),

  /** Whether statistics are counted. */
  STATISTICS("statistics", (cache, text) -> cache.setStatisticsEnabled(Amounts.isOn(text))),

  /** Whether the configuration MXBean is registered. */
  MANAGEMENT("management", (cache, text) -> cache.setManagementEnabled(Amounts.isOn(text))),

  /** Whether values are kept apart from their callers' objects. */
  STORE_BY_VALUE("store-by-value", (cache, text) -> cache.setStoreByValue(Amounts.isOn(text))),

  /** The longest that a loader, writer or processor may take. */
  USER_CODE_LIMIT(
      "user-code-limit", (cache, text) -> cache.setUserCodeLimit(Amounts.duration(text))),

  /** How long a write waits for newer ones of its key. */
  WRITE_BEHIND_DELAY(
      "write-behind-delay",
      (cache, text) ->
          behind(cache, options -> options.withDelayMillis(Amounts.duration(text).toMillis()))),

  /** The most keys in one call of the writer. */
  WRITE_BEHIND_BATCH_SIZE(
      "write-behind-batch-size",
      (cache, text) -> behind(cache, options -> options.withBatchSize(number(text)))),

  /** The most keys that wait; then writers wait too. */
  WRITE_BEHIND_CAPACITY(
      "write-behind-capacity",
      (cache, text) -> behind(cache, options -> options.withCapacity(number(text)))),

  /** The most writes given up that are kept. */
  WRITE_BEHIND_DEAD_LETTERS(
      "write-behind-dead-letters",
      (cache, text) -> behind(cache, options -> options.withDeadLetterCapacity(number(text)))),

  /** How often a write is tried before it is given up. */
  WRITE_BEHIND_ATTEMPTS(
      "write-behind-attempts",
      (cache, text) ->
          behind(
              cache,
              options ->
                  options.withRetry(
                      new RetryRule(
                          number(text),
                          options.retry().initialBackoffMillis(),
                          options.retry().maxBackoffMillis())))),

  /** Whether the writer is told later; the last, so that "off" has the last word. */
  WRITE_BEHIND("write-behind", CacheSetting::switchWriteBehind);

  private static final List<CacheSetting> LIVES =
      List.of(EXPIRE_AFTER_CREATE, EXPIRE_AFTER_WRITE, EXPIRE_AFTER_ACCESS);

  private static final List<CacheSetting> BOUNDS = List.of(MAXIMUM_SIZE, MAXIMUM_BYTES);

  /** How a setting's text changes a configuration. */
  @FunctionalInterface
  private interface Change {
    void apply(LarderConfiguration<?, ?> cache, String text);
  }

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Change change;

  CacheSetting(String key, Change change) {
    this.key = key;
    this.change = change;
  }

  /** The setting's name in properties. */
  public String key() {
    return key;
  }

  /** The setting of this name, if there is one. */
  static Optional<CacheSetting> named(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  /** Settings that say the same thing in another way; only one of them can be meant. */
  List<CacheSetting> rivals() {
    return LIVES.contains(this) ? LIVES : BOUNDS.contains(this) ? BOUNDS : List.of();
  }

  /**
   * Sets it.
   *
   * @throws IllegalArgumentException if the text is no value of it; says what is allowed
   */
  void apply(LarderConfiguration<?, ?> cache, String text) {
    change.apply(cache, text);
  }

  private static javax.cache.expiry.Duration life(String text) {
    Duration life = Amounts.duration(text);
    if (life.isZero()) {
      throw new IllegalArgumentException("use a life of at least 1ms");
    }
    return new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, life.toMillis());
  }

  private static void requireSwitch(String text) {
    boolean unused = Amounts.isOn(text);
  }

  private static int number(String text) {
    return (int) Math.min(Amounts.count(text), Integer.MAX_VALUE);
  }

  private static void switchWriteBehind(LarderConfiguration<?, ?> cache, String text) {
    if (Amounts.isOn(text)) {
      behind(cache, UnaryOperator.identity());
    } else {
      cache.setWriteThroughOnly();
    }
  }

  private static void behind(
      LarderConfiguration<?, ?> cache, UnaryOperator<WriteBehindOptions> change) {
    cache.setWriteBehind(change.apply(cache.writeBehind().orElseGet(WriteBehindOptions::defaults)));
  }
}
