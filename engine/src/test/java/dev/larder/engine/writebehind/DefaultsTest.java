// SPDX-License-Identifier: Apache-2.0

package dev.larder.engine.writebehind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The defaults, whichever of the two classes is used first. */
class DefaultsTest {

  /**
   * It was null where {@code RetryRule} happened to be the first class used: they needed each
   * other.
   */
  @Test
  void defaults_retryRuleUsedFirst_areWhole() throws Exception {
    try (var loader = new FreshClassLoader()) {
      Class<?> rule = Class.forName(RetryRule.class.getName(), true, loader);
      Class<?> options = Class.forName(WriteBehindOptions.class.getName(), true, loader);

      Object defaults = options.getMethod("defaults").invoke(null);

      assertThat(options.getMethod("retry").invoke(defaults))
          .isEqualTo(rule.getMethod("defaults").invoke(null));
    }
  }

  /** Defines the package's classes anew, so that their initialization can be watched. */
  private static final class FreshClassLoader extends java.net.URLClassLoader {
    FreshClassLoader() {
      super(
          new java.net.URL[] {
            WriteBehindOptions.class.getProtectionDomain().getCodeSource().getLocation()
          },
          ClassLoader.getPlatformClassLoader());
    }
  }
}
