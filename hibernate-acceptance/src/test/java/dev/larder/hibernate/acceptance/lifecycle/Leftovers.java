// SPDX-License-Identifier: Apache-2.0

package dev.larder.hibernate.acceptance.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.larder.hibernate.acceptance.RegionBeans;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ObjectName;

/** Beans and threads of Larder's: those that were there before a test are not the test's. */
final class Leftovers {
  private static final long PATIENCE_MILLIS = 30_000;

  private final Set<ObjectName> beans = RegionBeans.everything();
  private final Set<Thread> threads = threads();

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("larder-"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** None are left but those from before; a thread that is about to end is waited for. */
  void assertNoneAreNew() throws InterruptedException {
    assertThat(RegionBeans.everything()).isEqualTo(beans);
    for (Thread thread : threads()) {
      if (!threads.contains(thread)) {
        thread.join(PATIENCE_MILLIS);
        assertThat(thread.isAlive()).as("thread %s", thread.getName()).isFalse();
      }
    }
  }

  /** Whether there are beans that were not there before. */
  boolean hasNewBeans() {
    return !beans.containsAll(RegionBeans.everything());
  }
}
