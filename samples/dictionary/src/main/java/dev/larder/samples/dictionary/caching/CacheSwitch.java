// SPDX-License-Identifier: Apache-2.0

package dev.larder.samples.dictionary.caching;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Whether reads go through the caches: for each thread, so that two pages do not disturb. */
@Component
public class CacheSwitch {
  private final ThreadLocal<Mode> ofThread = ThreadLocal.withInitial(() -> Mode.ON);

  /** How reads go. */
  public enum Mode {
    ON,
    OFF
  }

  /** Whether the current thread reads through the caches. */
  public boolean on() {
    return ofThread.get() == Mode.ON;
  }

  /** Runs the work with the switch set for it. */
  public <T> T with(Mode mode, Supplier<T> work) {
    Mode before = ofThread.get();
    ofThread.set(mode);
    try {
      return work.get();
    } finally {
      ofThread.set(before);
    }
  }
}
