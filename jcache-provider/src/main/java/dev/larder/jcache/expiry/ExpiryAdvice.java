// SPDX-License-Identifier: Apache-2.0

package dev.larder.jcache.expiry;

import dev.larder.engine.entry.Effect;
import dev.larder.engine.entry.ExpiryRule;
import dev.larder.engine.entry.PlainOperation;
import dev.larder.engine.entry.StoredEntry;
import java.util.function.Supplier;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A cache's {@link ExpiryPolicy} as rules. The five standard policies never change their answers,
 * so they become one rule that travels with every operation. Any other policy is asked each time,
 * in the caller's thread, once it is known what is going to happen, and only about that.
 *
 * <p>A policy that throws, or gives {@code null} for a new entry, gets what JSR-107 leaves to us: a
 * new entry lives for ever, another keeps its end.
 */
public final class ExpiryAdvice {
  private static final System.Logger LOG = System.getLogger(ExpiryAdvice.class.getName());

  /** For an operation that is to be looked at before its rule is known: every read shows. */
  private static final ExpiryRule UNDECIDED =
      new ExpiryRule(ExpiryRule.ETERNAL, ExpiryRule.UNCHANGED, 0);

  private final String cacheName;
  private final ExpiryPolicy policy;
  private final @Nullable ExpiryRule standard;

  /** The rules of a policy. */
  public ExpiryAdvice(String cacheName, ExpiryPolicy policy) {
    this.cacheName = cacheName;
    this.policy = policy;
    this.standard =
        isStandard(policy) ? new ExpiryRule(forCreation(), forUpdate(), forAccess()) : null;
  }

  private static boolean isStandard(ExpiryPolicy policy) {
    return policy instanceof EternalExpiryPolicy
        || policy instanceof CreatedExpiryPolicy
        || policy instanceof ModifiedExpiryPolicy
        || policy instanceof AccessedExpiryPolicy
        || policy instanceof TouchedExpiryPolicy;
  }

  /** Whether one rule serves every operation. */
  public boolean isStandard() {
    return standard != null;
  }

  /** Whether an entry may ever end. */
  public boolean endsByTime() {
    return !(policy instanceof EternalExpiryPolicy);
  }

  /**
   * The rule for operations before their outcome is known; a custom policy's is yet to be asked.
   */
  public ExpiryRule rule() {
    return standard == null ? UNDECIDED : standard;
  }

  /** The rule for a read whose value is already on its way: a custom policy is not asked for it. */
  public ExpiryRule readRule() {
    return standard == null ? ExpiryRule.NEVER : standard;
  }

  /** The operation with the rule for what it is going to do to this entry. */
  public PlainOperation<Object> advise(
      PlainOperation<Object> operation, @Nullable StoredEntry<Object> before) {
    if (standard != null) {
      return operation;
    }
    Effect effect = operation.withExpiry(UNDECIDED).decide(before, 0).effect();
    return switch (effect) {
      case STORE -> operation.withExpiry(before == null ? creationRule() : updateRule());
      case TOUCH -> operation.withExpiry(accessRule());
      case KEEP, REMOVE -> operation;
    };
  }

  /** The rule for a new entry. */
  public ExpiryRule creationRule() {
    return standard != null ? standard : ExpiryRule.fixed(forCreation());
  }

  /** The rule for an entry that gets another value. */
  public ExpiryRule updateRule() {
    return standard != null
        ? standard
        : new ExpiryRule(ExpiryRule.ETERNAL, forUpdate(), ExpiryRule.UNCHANGED);
  }

  /** The rule for an entry that is read. */
  public ExpiryRule accessRule() {
    return standard != null
        ? standard
        : new ExpiryRule(ExpiryRule.ETERNAL, ExpiryRule.UNCHANGED, forAccess());
  }

  private long forCreation() {
    return ask("getExpiryForCreation", policy::getExpiryForCreation, ExpiryRule.ETERNAL);
  }

  private long forUpdate() {
    return ask("getExpiryForUpdate", policy::getExpiryForUpdate, ExpiryRule.UNCHANGED);
  }

  private long forAccess() {
    return ask("getExpiryForAccess", policy::getExpiryForAccess, ExpiryRule.UNCHANGED);
  }

  private long ask(String method, Supplier<@Nullable Duration> question, long otherwise) {
    Duration duration;
    try {
      duration = question.get();
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cache " + cacheName + ": " + method + " of the expiry policy threw; the default is used",
          e);
      return otherwise;
    }
    return duration == null ? otherwise : millis(duration);
  }

  private static long millis(Duration duration) {
    return duration.isEternal()
        ? ExpiryRule.ETERNAL
        : duration.getTimeUnit().toMillis(duration.getDurationAmount());
  }

  /** The user's policy, to be closed with its cache. */
  public ExpiryPolicy policy() {
    return policy;
  }
}
