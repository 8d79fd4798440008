// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.failures;

import dev.larder.hibernate.CutOff;
import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.cache.spi.access.AccessType;

/** While it is open, no region of this JVM reaches its store. */
final class Cut implements AutoCloseable {
  private static final CutOff HOOK = new CutOff();

  private Cut() {}

  /** From now on. */
  static Cut now() {
    HOOK.accept(true);
    return new Cut();
  }

  /** A stage that does not wait long: a store in this JVM answers at once, or not at all. */
  static Stage.Builder stage(AccessType strategy) {
    return Stage.builder(strategy)
        .with("hibernate.cache.larder.timeout", "1ms")
        .with("hibernate.cache.larder.lock-timeout", "1ms");
  }

  /**
   * Has every store told at once what it is owed, rather than after a pause: that a lock asked for
   * while cut off was lost shows at the commit.
   */
  static void restore() {
    HOOK.accept(false);
  }

  @Override
  public void close() {
    restore();
  }
}
