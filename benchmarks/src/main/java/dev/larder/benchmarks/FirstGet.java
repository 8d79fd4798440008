// SPDX-License-Identifier: Apache-2.0

package dev.larder.benchmarks;

import java.io.IOException;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/** The smallest application, from its start to its first answer, whichever provider it finds. */
final class FirstGet {
  private FirstGet() {}

  /** Says what it read. */
  public static void main(String[] arguments) throws IOException {
    CacheManager manager = Caching.getCachingProvider().getCacheManager();
    Cache<String, String> cache =
        manager.createCache(
            "greetings",
            new MutableConfiguration<String, String>().setTypes(String.class, String.class));
    cache.put("en", "hello");
    ChildProcess.answer(cache.get("en"));
  }
}
