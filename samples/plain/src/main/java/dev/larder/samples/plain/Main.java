// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.plain;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.PrintStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;

/** A cache of capital cities whose entries live for ten minutes. */
public final class Main {
  private Main() {}

  /** Runs the sample; it takes no arguments. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
      Duration tenMinutes = new Duration(MINUTES, 10);
      Cache<String, String> capitals =
          manager.createCache(
              "capitals",
              new MutableConfiguration<String, String>()
                  .setTypes(String.class, String.class)
                  .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(tenMinutes)));

      capitals.put("Norway", "Oslo");

      out.println("Norway: " + capitals.get("Norway"));
      out.println("Atlantis: " + capitals.get("Atlantis"));
    }
  }
}
