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

  @Override
  public void close() {
    HOOK.accept(false);
  }
}
