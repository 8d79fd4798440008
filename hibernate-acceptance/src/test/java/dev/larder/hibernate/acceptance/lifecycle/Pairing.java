// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import dev.larder.hibernate.acceptance.Stage;
import org.hibernate.cache.spi.access.AccessType;

/** How two session factories in one JVM are set up. */
enum Pairing {
  ONE_PREFIX("shop", "shop", true),
  NO_PREFIX_ONE_DATABASE("", "", true),
  TWO_PREFIXES("shop", "stall", true),
  ONE_WITHOUT_PREFIX("shop", "", true),
  NO_PREFIX_TWO_DATABASES("", "", false);

  private final String prefix;
  private final String otherPrefix;
  private final boolean oneDatabase;

  Pairing(String prefix, String otherPrefix, boolean oneDatabase) {
    this.prefix = prefix;
    this.otherPrefix = otherPrefix;
    this.oneDatabase = oneDatabase;
  }

  /** Opens the first. */
  Stage open(AccessType strategy) {
    return prefixed(Stage.builder(strategy), prefix).open();
  }

  /** Opens the second. */
  Stage openBeside(Stage first, AccessType strategy) {
    Stage.Builder builder = prefixed(Stage.builder(strategy), otherPrefix);
    return (oneDatabase ? builder.on(first) : builder).open();
  }

  /** The two of them, open. */
  record Pair(Stage first, Stage second) implements AutoCloseable {
    @Override
    public void close() {
      try (first) {
        second.close();
      }
    }
  }

  /** Opens both. */
  Pair openBoth(AccessType strategy) {
    Stage first = open(strategy);
    try {
      return new Pair(first, openBeside(first, strategy));
    } catch (RuntimeException | Error e) {
      first.close();
      throw e;
    }
  }

  private static Stage.Builder prefixed(Stage.Builder builder, String prefix) {
    return prefix.isEmpty() ? builder : builder.with("hibernate.cache.region_prefix", prefix);
  }
}
